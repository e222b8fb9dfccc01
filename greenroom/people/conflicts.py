"""Conflicts of interest: codes, never prose, and never which entry caused one (network, section 1.4).

    conflicts(mentor, with_=[mentee], purpose=Purpose.MENTORING, now=now)  ->  {"same_employer", "reporting_line"}

What a code means for its purpose is for the caller to say. Rooms above add codes of their own with `register`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit import options, text
from greenroom.people.models import CareerEntry, Interest, Membership, Organisation, Person

PAST_YEARS = options.declare(
    "people.past_employer_years",
    int,
    default=3,
    help=_("For how many years a former employer counts as a conflict of interest."),
)
LONGEST_LINE = 20  # steps up a reporting line


class Code(StrEnum):
    """Those of this room."""

    SAME_EMPLOYER = "same_employer"
    PAST_EMPLOYER = "past_employer"
    REPORTING_LINE = "reporting_line"
    DECLARED_RIVALS = "declared_rivals"
    CLIENT = "client"
    HOUSEHOLD = "household"


class Purpose(StrEnum):
    """What somebody is to be brought together for."""

    MENTORING = "mentoring"
    ROOM = "room"
    SEARCH = "search"
    MODERATION = "moderation"
    EVENT = "event"


type Other = Person | Organisation
type Source = Callable[[Person, Other, Purpose, datetime], bool]

_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Add a code that a room above knows of; refuses one that is known."""
    if code in _sources or code in Code:
        raise ValueError(f"The code '{code}' is known already.")
    _sources[code] = source


def conflicts(person: Person, *, with_: Iterable[Other], purpose: Purpose, now: datetime) -> frozenset[str]:
    """Every code that holds between the person and any of the others; empty for oneself.

    Symmetric between people for all codes of this room. Costs a handful of queries for each of the others.
    """
    own, found = _standing(person, now), set[str]()
    for other in with_:
        if isinstance(other, Person) and other.pk == person.pk:
            continue
        found |= _codes(own, _standing(other, now))
        found |= {code for code, source in _sources.items() if source(person, other, purpose, now)}
    return frozenset(found)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: houses are numbers of organisations, or folded names of employers that are not here."""

    key: int
    is_person: bool
    now: frozenset[int | str]
    past: frozenset[int | str] = frozenset()
    above: frozenset[int] = frozenset()  # whom they report to, all the way up
    clients: frozenset[int | str] = frozenset()
    household: frozenset[int] = frozenset()
    rivals: frozenset[int] = field(default=frozenset())  # of the houses they belong to, by their own word


def _codes(one: Standing, other: Standing) -> set[str]:
    """What holds between two."""
    holds = {
        Code.SAME_EMPLOYER: bool(one.now & other.now),
        Code.PAST_EMPLOYER: bool(one.past & (other.now | other.past)) or bool(other.past & one.now),
        Code.REPORTING_LINE: other.key in one.above or one.key in other.above,
        Code.DECLARED_RIVALS: bool(one.rivals & other.now) or bool(other.rivals & one.now),
        Code.CLIENT: bool(one.clients & other.now) or bool(other.clients & one.now),
        Code.HOUSEHOLD: other.key in one.household or one.key in other.household,
    }
    return {code.value for code, is_so in holds.items() if is_so}


def _standing(subject: Other, now: datetime) -> Standing:
    if isinstance(subject, Organisation):
        here: frozenset[int | str] = frozenset({subject.pk, text.fold(subject.identity.display_name)})
        return Standing(subject.pk, is_person=False, now=here, rivals=_rivals({subject.pk}))
    current, past = _houses(subject, now)
    return Standing(
        subject.pk,
        is_person=True,
        now=current,
        past=past - current,
        above=_above(subject),
        clients=_clients(subject),
        household=_household(subject),
        rivals=_rivals({house for house in current if isinstance(house, int)}),
    )


def _houses(person: Person, now: datetime) -> tuple[frozenset[int | str], frozenset[int | str]]:
    """Employers of now, and those of the last years, from memberships and from the career, by number and by name."""
    since = now - timedelta(days=365 * PAST_YEARS.get())
    current: set[int | str] = set()
    past: set[int | str] = set()
    rows = Membership.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=since), person=person)
    for row in rows.select_related("organisation__identity"):
        names = {row.organisation_id, text.fold(row.organisation.identity.display_name)}
        (current if row.ended_at is None else past).update(names)
    entries = CareerEntry.objects.filter(Q(ended_date__isnull=True) | Q(ended_date__gt=since.date()), person=person)
    for entry in entries:
        names = {text.fold(entry.employer)} | ({entry.organisation_id} if entry.organisation_id else set())
        (current if entry.ended_date is None or entry.ended_date >= now.date() else past).update(names)
    return frozenset(current - {""}), frozenset(past - {""})


def _above(person: Person) -> frozenset[int]:
    """Everybody over them in any organisation; a line that bites its own tail ends."""
    found: set[int] = set()
    level = {person.pk}
    for _step in range(LONGEST_LINE):
        rows = Membership.objects.filter(person__in=level, ended_at__isnull=True, manager__isnull=False)
        level = set(rows.values_list("manager", flat=True)) - found - {person.pk}
        if not level:
            break
        found |= level
    return frozenset(found)


def _clients(person: Person) -> frozenset[int | str]:
    rows = Interest.objects.filter(kind=Interest.Kind.CLIENT, person=person)
    pairs = rows.values_list("other_organisation", "name")
    return frozenset(
        {number for number, _name in pairs if number} | {text.fold(name) for _number, name in pairs if name}
    )


def _household(person: Person) -> frozenset[int]:
    rows = Interest.objects.filter(kind=Interest.Kind.HOUSEHOLD, person=person)
    return frozenset(rows.values_list("other_person", flat=True))


def _rivals(houses: set[int]) -> frozenset[int]:
    rows = Interest.objects.filter(kind=Interest.Kind.RIVAL, organisation__in=houses)
    return frozenset(rows.values_list("other_organisation", flat=True))
