"""Whether a database is whole: what the database itself can tell, then what each room promises of its rows."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Q

from greenroom.kit import audit
from greenroom.kit.keeping import registry
from greenroom.kit.keeping.registry import invariant
from greenroom.kit.models import Errand, Fact

NAMED = 5  # places of one kind that are named


def faults() -> list[str]:
    """Everything that does not hold, a line each; empty for a sound database."""
    return [*_of_the_database(), *_of_the_rooms()]


def _of_the_database() -> Iterator[str]:
    """The pages of the file and the keys between tables; PostgreSQL has checked its own when the rows came in."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        said = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall()]
        if said != ["ok"]:
            yield f"The file of the database is damaged: {'; '.join(said[:NAMED])}"
        broken = cursor.execute("PRAGMA foreign_key_check").fetchmany(NAMED)
        for table, row, parent, _number in broken:
            yield f"Row {row} of {table} names a row of {parent} that is not there."


def _of_the_rooms() -> Iterator[str]:
    for sentence, look in registry.INVARIANTS.items():
        found = list(look())
        yield from (f"{sentence} Not so: {place}." for place in found[:NAMED])
        if len(found) > NAMED:
            yield f"{sentence} Not so in {len(found) - NAMED} more places."


@invariant("The audit chain holds from its first entry to its head.")
def chain_holds() -> Iterator[str]:
    """Altered, dropped, shuffled or cut entries."""
    for fault in audit.verify().faults:
        yield f"entry {fault.sequence} {fault.what}"


@invariant("What is finished has an end, and what is open has none.")
def errands_end() -> Iterator[str]:
    """An errand that is over and has no end would be done again."""
    over = [Errand.State.DONE, Errand.State.FAILED, Errand.State.LIFTED]
    torn = Q(state__in=over, finished_at=None) | ~Q(state__in=over) & Q(finished_at__isnull=False)
    for key in Errand.objects.filter(torn).values_list("pk", flat=True):
        yield f"errand {key}"


@invariant("Every fact has a name and a body.")
def facts_are_whole() -> Iterator[str]:
    """A fact that is torn would stop its listeners."""
    for key in Fact.objects.filter(Q(body="") | Q(name="")).values_list("pk", flat=True):
        yield f"fact {key}"
