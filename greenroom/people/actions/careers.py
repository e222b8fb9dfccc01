"""A person's career, kept by the person."""

from datetime import date, datetime

from django.db import transaction

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.people.actions.authority import require_self
from greenroom.people.events import ProfileUpdated
from greenroom.people.models import CareerEntry, Organisation, Person


@transaction.atomic
def add_career_entry(
    *,
    person: Person,
    employer: str,
    title: str,
    started_date: date,
    ended_date: date | None = None,
    organisation: Organisation | None = None,
    by: Person | None,
    now: datetime,
) -> CareerEntry:
    """Add a post that the person held or holds. Refuses anybody else, and an end before the start."""
    require_self(person, by)
    entry = CareerEntry(
        person=person,
        employer=" ".join(text.clean(employer).split()),
        title=" ".join(text.clean(title).split()),
        started_date=started_date,
        ended_date=ended_date,
        organisation=organisation,
    )
    entry.full_clean()
    entry.save()
    publish(ProfileUpdated(at=now, identity_id=person.pk, by_id=by.pk if by else None))
    return entry


@transaction.atomic
def remove_career_entry(*, entry: CareerEntry, by: Person | None, now: datetime) -> None:
    """Take an entry out of the career. Refuses anybody but its person."""
    require_self(entry.person, by)
    person_id = entry.person_id
    entry.delete()
    publish(ProfileUpdated(at=now, identity_id=person_id, by_id=by.pk if by else None))
