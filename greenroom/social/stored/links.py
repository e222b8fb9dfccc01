"""What somebody passed on elsewhere and brought along: links on their profile."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.social.models import OutsideBoost


def links(person: Person) -> Iterator[Row]:
    """When, where it stands, and whose it is there."""
    rows = OutsideBoost.objects.filter(author=person.pk, deleted_at=None).order_by("pk")
    for row in rows.iterator(chunk_size=500):
        yield {"passed_on_at": row.passed_on_at, "url": row.address, "by": row.whose}


def erase(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """The rows, those that were taken away before too."""
    return removed(OutsideBoost.objects.filter(author=person.pk))


KINDS = [
    Belonging(
        key="links",
        label=_("What you passed on elsewhere"),
        why=_("So that your profile shows it where you brought an archive along."),
        kept=_("Until you take it away."),
        models=("social.OutsideBoost",),
        rows=links,
        erase=erase,
        order=31,
    ),
]
