"""What an organisation settles about its directory."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.directory.models import Arrangement
from greenroom.directory.said import ATTRIBUTE
from greenroom.directory.table import COLUMNS
from greenroom.kit import audit
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_manager
from greenroom.people.models import Organisation, Person


@transaction.atomic
def arrange(
    *,
    organisation: Organisation,
    invites: bool | None = None,
    most_leaving: int | None = None,
    columns: Mapping[str, str] | None = None,
    by: Person | None,
    now: datetime,
) -> Arrangement:
    """Settle whether newcomers are written to, how many percent may leave at once unasked, and which column holds what.

    None leaves a thing as it is. Refuses anybody but owners and administrators, and names that cannot be columns.
    """
    require_manager(by, organisation, now=now)
    settled, _made = Arrangement.objects.get_or_create(organisation=organisation)
    settled.invites = settled.invites if invites is None else invites
    settled.most_leaving = settled.most_leaving if most_leaving is None else most_leaving
    settled.columns = settled.columns if columns is None else known_columns(columns)
    settled.full_clean()
    settled.save()
    audit.record(
        action="directory.arranged",
        actor_id=by.pk if by else None,
        on_behalf_of_id=organisation.pk,
        object_kind="organisation",
        object_id=organisation.pk,
        payload={"invites": settled.invites, "most_leaving": settled.most_leaving},
        now=now,
    )
    return settled


def known_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Our names with the columns that hold them; a further name becomes an attribute of the membership."""
    for name in columns:
        if name not in COLUMNS and not ATTRIBUTE.fullmatch(name):
            raise Refusal(
                _("“%(name)s” cannot be a name: small letters, digits and underscores."),
                code="column_name",
                params={"name": name[:40]},
            )
    return dict(columns)
