"""What this room stores about somebody: the archives that they brought along, until they are forgotten."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.imports import shelf
from greenroom.imports.models import ImportRun
from greenroom.people.belongings import Belonging, Row, register, removed
from greenroom.people.models import Person


def runs(person: Person) -> Iterator[Row]:
    """When, which file, and what came of it."""
    for run in ImportRun.objects.filter(owner=person).order_by("pk"):
        refusals = run.refusals.order_by("number").values_list("place", "why")
        yield {
            "created_at": run.created_at,
            "ended_at": run.ended_at,
            "kind": run.kind,
            "file": run.name,
            "state": run.state,
            "counts": run.counts,
            "refused": [{"where": place, "why": why} for place, why in refusals],
        }


def erase(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """The rows, and the files that wait."""
    for run in ImportRun.objects.filter(owner=person):
        shelf.drop(run.folder)
    return removed(ImportRun.objects.filter(owner=person))


def register_all() -> None:
    """Called once at the start."""
    register(
        Belonging(
            key="imports",
            label=_("Archives that you brought along"),
            why=_("So that you see what was taken and what was not."),
            kept=_("The archive until it is read, the report for 90 days."),
            models=("imports.ImportRun", "imports.RefusedItem"),
            rows=runs,
            erase=erase,
            place="bring",
            order=95,
        )
    )
