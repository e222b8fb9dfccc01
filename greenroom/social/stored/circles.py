"""In which circles somebody is or was listed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.people.stored.naming import who
from greenroom.social.models import Audience, Circle, CircleMember


def circles(person: Person) -> Iterator[Row]:
    """A circle that they have left keeps its name to itself: it may be another by now."""
    rows = CircleMember.objects.filter(person=person).select_related("circle__identity").order_by("joined_at", "pk")
    for row in rows:
        yield {
            "where": who(row.circle.identity) if row.left_at is None else None,
            "is_keeper": row.is_keeper,
            "joined_at": row.joined_at,
            "left_at": row.left_at,
        }


def erase_places(person: Person, now: datetime) -> int:
    """All of them; a circle with nobody left is closed, and whom they listed no longer says by whom."""
    CircleMember.objects.filter(added_by=person).update(added_by=None)
    mine = CircleMember.objects.filter(person=person)
    theirs = list(mine.values_list("circle", flat=True).distinct())
    gone = removed(mine)
    empty = Circle.objects.filter(pk__in=theirs, closed_at=None).exclude(members__left_at=None)
    audiences = list(empty.values_list("audience", flat=True))
    Audience.objects.filter(pk__in=audiences).update(closed_at=now)
    Circle.objects.filter(audience__in=audiences, closed_at=None).update(closed_at=now)
    return gone


KINDS = [
    Belonging(
        key="circles",
        label=_("Circles"),
        why=_("They decide what you may read."),
        kept=_("Also after you have left, without the circle's name."),
        models=("social.CircleMember", "social.Circle"),
        rows=circles,
        erase=erase_places,
        place="circles",
        order=54,
    ),
]
