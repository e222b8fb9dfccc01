"""Saying no to a suggestion: this person is not suggested again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import SuggestionRefused


@transaction.atomic
def refuse_suggestion(*, identity: Identity, refused: Identity, by: Person, now: datetime) -> SuggestionRefused:
    """Never be suggested this person again; they are not told, and can be followed all the same."""
    require_acts_as(identity, by)
    if refused.kind != Identity.Kind.PERSON or refused.pk == identity.pk:
        raise Refusal(_("Only other people are suggested."), code="not_possible")
    row, _made = SuggestionRefused.objects.get_or_create(owner=identity, refused=refused, defaults={"created_at": now})
    return row
