"""Never to be matched with somebody: programmes and suggestions keep the two apart, and nobody is told why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import Avoid


@transaction.atomic
def avoid(*, identity: Identity, target: Identity, by: Person, now: datetime) -> Avoid:
    """Never be matched with somebody, in either direction; hides nothing. Refuses oneself and circles."""
    require_acts_as(identity, by)
    if identity.pk == target.pk or target.kind == Identity.Kind.CIRCLE:
        raise Refusal(_("Only another person or an organisation can be kept out of your matches."), code="not_possible")
    row, _made = Avoid.objects.get_or_create(owner=identity, avoided=target, defaults={"created_at": now})
    return row


@transaction.atomic
def unavoid(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Let oneself be matched with somebody again."""
    require_acts_as(identity, by)
    Avoid.objects.filter(owner=identity, avoided=target).delete()
