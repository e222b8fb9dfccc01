"""A person's drafts, read by that person alone."""

from django.db.models import Case, QuerySet, When

from greenroom.people.models import Person
from greenroom.social.models import Draft

State = Draft.State


def drafts_of(person: Person) -> list[Draft]:
    """What waits to be written on, the one written last first; what was not published is among it."""
    return list(_rows(person).filter(state__in=(State.DRAFT, State.FAILED)).order_by("-updated_at", "-pk"))


def scheduled_of(person: Person) -> list[Draft]:
    """What comes out by itself, the soonest first."""
    return list(_rows(person).filter(state=State.SCHEDULED).order_by("due_at", "pk"))


def held_of(person: Person) -> list[Draft]:
    """What a desk holds of the person's words, the latest first."""
    return list(_rows(person).filter(state=State.HELD).order_by("-updated_at", "-pk"))


def held_for(desk: str) -> list[Draft]:
    """What this desk holds, the longest waiting first: for the pages of that desk alone."""
    rows = Draft.objects.filter(state=State.HELD, held_by=desk)
    return list(rows.select_related("person", "speaks_as", "audience__owner", "reply_to").order_by("updated_at", "pk"))


def latest_draft_of(person: Person) -> Draft | None:
    """The draft written last, alone: a draft may hold a million characters, and a person two hundred of them."""
    return _rows(person).filter(state=State.DRAFT).order_by("-updated_at", "-pk").first()


def waiting_draft_of(person: Person) -> Draft | None:
    """What Home reminds of: something that was not published, else the draft written last."""
    rows = _rows(person).filter(state__in=(State.DRAFT, State.FAILED))
    first = Case(When(state=State.FAILED, then=0), default=1)
    return rows.order_by(first, "-updated_at", "-pk").first()


def draft_for(person: Person, draft_id: int) -> Draft:
    """One draft; somebody else's raises the same `Draft.DoesNotExist` as none."""
    return _rows(person).get(pk=draft_id)


def _rows(person: Person) -> QuerySet[Draft]:
    return Draft.objects.filter(person=person).select_related("speaks_as", "audience__owner")
