"""What this room stores about somebody: the archives that they asked for."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.exports import files
from greenroom.exports.models import Export
from greenroom.people.belongings import Belonging, Row, register, removed
from greenroom.people.models import Person


def archives(person: Person) -> Iterator[Row]:
    """When they were asked for, and whether they are there still."""
    for row in Export.objects.filter(owner=person.pk).order_by("asked_at", "pk"):
        yield {"state": row.state, "created_at": row.asked_at, "ready_at": row.ready_at, "expires_at": row.expires_at}


def erase_archives(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """With their files, those of organisations that they asked for too."""
    rows = Export.objects.filter(Q(owner=person.pk) | Q(asked_by=person))
    for key in rows.values_list("file_key", flat=True):
        files.drop(key)
    return removed(rows)


def register_all() -> None:
    """Called once at the start."""
    register(
        Belonging(
            key="archives",
            label=_("Archives that you asked for"),
            why=_("So that you can fetch them."),
            kept=_("7 days; the note that there was one, 30 days."),
            models=("exports.Export",),
            rows=archives,
            erase=erase_archives,
            place="your-data",
            is_key=True,
            order=74,
        )
    )
