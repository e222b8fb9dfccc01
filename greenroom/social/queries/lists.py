"""Lists, for their owner; for others they do not exist."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from greenroom.people.models import Identity
from greenroom.social.models import ListMember, PeopleList
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, kw_only=True)
class ListLine:
    """One of the viewer's lists, and whether the identity asked about stands on it."""

    people_list: PeopleList
    members: int
    holds: bool = False


def lists_of(viewer: Viewer, *, holding: Identity | None = None) -> list[ListLine]:
    """The viewer's lists by name."""
    there = Q(members__identity__suspended_at=None)
    rows = _own(viewer).annotate(
        size=Count("members", filter=there),
        holds=Count("members", filter=Q(members__identity=holding.pk if holding else 0)),
    )
    return [ListLine(people_list=row, members=row.size, holds=bool(row.holds)) for row in rows.order_by("name", "pk")]


def list_for(viewer: Viewer, list_id: int) -> PeopleList:
    """One of the viewer's lists; somebody else's raises the same `PeopleList.DoesNotExist` as none."""
    row: PeopleList = _own(viewer).select_related("owner").get(pk=list_id)
    return row


def members_of_list(viewer: Viewer, people_list: PeopleList) -> list[Identity]:
    """Who stands on one of the viewer's lists, by name; who is followed no longer or suspended is left out."""
    rows = ListMember.objects.filter(people_list=people_list, people_list__owner=viewer.identity_id)
    rows = rows.filter(identity__suspended_at=None).select_related("identity").order_by("identity__folded", "pk")
    return [row.identity for row in rows if row.identity_id in viewer.followed_ids]


def _own(viewer: Viewer) -> QuerySet[PeopleList, Any]:
    return PeopleList.objects.filter(owner=viewer.identity_id)
