"""Who reports to whom, as a directory says it: compared as a whole, since a manager may stand below their people."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from greenroom.directory import queries
from greenroom.directory.models import Entry
from greenroom.people import actions as people
from greenroom.people.models import Membership, Organisation, Person

type Line = tuple[Entry, Person | None]


def settle(organisation: Organisation, *, now: datetime) -> None:
    """Put all lines of what SCIM keeps right at once."""
    wrong, _unknown = to_set(organisation, Entry.Source.SCIM)
    for entry, manager in wrong:
        set_line(entry=entry, manager=manager, by=None, now=now)


def to_set(organisation: Organisation, source: str = Entry.Source.FILE) -> tuple[list[Line], list[Entry]]:
    """Entries whose running membership names another manager than they say, and those whose manager is nobody here."""
    entries = list(queries.entries_of(organisation, source).filter(left_at__isnull=True, person__isnull=False))
    running = Membership.objects.filter(organisation=organisation, ended_at__isnull=True)
    managers = dict(running.values_list("person_id", "manager_id"))
    called = _called(entry for entry in entries if entry.person_id in managers)
    wrong: list[Line] = []
    unknown: list[Entry] = []
    for entry in entries:
        if entry.person_id not in managers:
            continue
        name = str(entry.said.get("manager", ""))
        manager = called.get(name) or called.get(name.lower())
        if name and (manager is None or manager.pk == entry.person_id):
            unknown.append(entry)
            manager = None
        if managers[entry.person_id] != (manager.pk if manager else None):
            wrong.append((entry, manager))
    return wrong, unknown


def _called(entries: Iterable[Entry]) -> dict[str, Person]:
    """People by key and by user name; a key goes before a name."""
    there = [(entry, entry.person) for entry in entries if entry.person is not None]
    names = {entry.user_name.lower(): person for entry, person in there}
    numbers = {str(entry.pk): person for entry, person in there}
    emails = {str(entry.said.get("email", "")): person for entry, person in there}
    return numbers | emails | names | {entry.external_id: person for entry, person in there if entry.external_id}


@transaction.atomic
def set_line(*, entry: Entry, manager: Person | None, by: Person | None, now: datetime) -> None:
    """Let the person report to the manager, or to nobody."""
    membership = queries.membership_of(entry)
    if membership is not None:
        people.update_membership(membership=membership, manager=manager, by=by, now=now)
