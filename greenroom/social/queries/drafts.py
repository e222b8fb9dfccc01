"""A person's drafts, read by that person alone."""

from django.db.models import QuerySet

from greenroom.people.models import Person
from greenroom.social.models import Draft


def drafts_of(person: Person) -> list[Draft]:
    """All drafts, the one written last first."""
    return list(_rows(person).order_by("-updated_at", "-pk"))


def latest_draft_of(person: Person) -> Draft | None:
    """The draft written last, alone: a draft may hold a million characters, and a person two hundred of them."""
    return _rows(person).order_by("-updated_at", "-pk").first()


def draft_for(person: Person, draft_id: int) -> Draft:
    """One draft; somebody else's raises the same `Draft.DoesNotExist` as none."""
    return _rows(person).get(pk=draft_id)


def _rows(person: Person) -> QuerySet[Draft]:
    return Draft.objects.filter(person=person).select_related("speaks_as", "audience__owner")
