"""Circles, for those who are listed in them; for others they do not exist."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience, Circle, CircleMember
from greenroom.social.models.circle import keeps
from greenroom.social.visibility import Viewer

# By hand, as what else stands beside every page: the mapper needs ten times as long to write it.
ROOMS = """
SELECT i.display_name, i.handle, COUNT(there.id)
  FROM social_circlemember mine
  JOIN social_circle c ON c.identity_id = mine.circle_id AND c.closed_at IS NULL
  JOIN people_identity i ON i.id = c.identity_id
  LEFT JOIN (SELECT o.id, o.circle_id FROM social_circlemember o
               JOIN people_identity w ON w.id = o.person_id AND w.suspended_at IS NULL
              WHERE o.left_at IS NULL) there ON there.circle_id = mine.circle_id
 WHERE mine.person_id = %s AND mine.left_at IS NULL
 GROUP BY mine.id, i.display_name, i.handle, i.folded ORDER BY i.folded, mine.id
"""


@dataclass(frozen=True, kw_only=True)
class CircleLine:
    """One circle in a person's list."""

    circle: Circle
    identity: Identity
    members: int
    is_keeper: bool


@dataclass(frozen=True, kw_only=True)
class CirclePage:
    """A circle with its people, keepers first."""

    circle: Circle
    identity: Identity
    audience: Audience
    members: list[CircleMember]
    is_keeper: bool


def circles_of(person: Person) -> list[CircleLine]:
    """The open circles in which the person is listed, by name."""
    reading = {"circle__members__left_at": None, "circle__members__person__identity__suspended_at": None}
    rows = (
        _places(person)
        .annotate(size=Count("circle__members", filter=Q(**reading)), keeps=keeps())
        .order_by("circle__identity__folded", "pk")
    )
    return [
        CircleLine(circle=row.circle, identity=row.circle.identity, members=row.size, is_keeper=row.keeps)
        for row in rows
    ]


def rooms_of(person: Person) -> list[tuple[str, str, int]]:
    """Name, handle and size of the open circles in which the person is listed, by name: what stands in the rail."""
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, [person.pk])
        return list(cursor.fetchall())


def circle_for(viewer: Viewer, handle: str) -> CirclePage:
    """The circle with its people; raises `Circle.DoesNotExist` for anybody who is not listed in it."""
    me = viewer.identity_id
    place = None if me is None else _places(me).filter(circle__identity__handle=handle.lower()).first()
    if place is None:
        raise Circle.DoesNotExist
    rows = CircleMember.objects.filter(circle=place.circle_id, left_at=None).annotate(keeps=keeps())
    members = list(rows.select_related("person__identity").order_by("-keeps", "person__identity__folded", "pk"))
    for row in members:
        row.is_keeper = row.keeps  # shown as what they are now
    return CirclePage(
        circle=place.circle,
        identity=place.circle.identity,
        audience=place.circle.audience,
        members=[*members],
        is_keeper=any(row.keeps for row in members if row.pk == place.pk),
    )


def _places(person: Person | int) -> QuerySet[CircleMember, Any]:
    """Running places of a person in open circles."""
    rows = CircleMember.objects.filter(person=person, left_at=None, circle__closed_at=None)
    return rows.select_related("circle__identity", "circle__audience")
