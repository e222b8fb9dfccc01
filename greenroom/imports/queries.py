"""What somebody brings along: read by themselves alone."""

from django.db.models import QuerySet

from greenroom.imports.models import ImportRun, RefusedItem
from greenroom.people.models import Person

SHOWN = 20


def runs_of(person: Person) -> list[ImportRun]:
    """The latest runs of a person."""
    return list(_own(person).order_by("-pk")[:SHOWN])


def run_for(person: Person, run_id: int) -> ImportRun | None:
    """One run; None for those of others."""
    return _own(person).filter(pk=run_id).first()


def refusals_of(run: ImportRun) -> QuerySet[RefusedItem]:
    """What was not taken, in the order of the archive."""
    return RefusedItem.objects.filter(run=run).order_by("number")


def _own(person: Person) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(owner=person)
