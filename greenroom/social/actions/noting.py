"""Notes that somebody keeps about somebody else, for their own eyes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import AccountNote

LONGEST_NOTE = 2_000


@transaction.atomic
def note_about(*, identity: Identity, about: Identity, words: str, by: Person, now: datetime) -> AccountNote | None:
    """Keep a private note about somebody; no words take it away. Refuses more than 2,000 characters, and circles."""
    require_acts_as(identity, by)
    if about.kind == Identity.Kind.CIRCLE:
        raise Refusal(_("Notes are about people and organisations."), code="not_possible")
    if len(kept := text.clean(words)) > LONGEST_NOTE:
        raise Refusal(
            _("A note about somebody has at most %(limit)d characters."),
            code="too_long",
            params={"limit": LONGEST_NOTE},
        )
    if not kept:
        AccountNote.objects.filter(owner=identity, about=about).delete()
        return None
    row, _made = AccountNote.objects.update_or_create(
        owner=identity, about=about, defaults={"text": kept, "updated_at": now}
    )
    return row
