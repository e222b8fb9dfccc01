"""How the reader and a person or organisation stand, with the figures of its page, read in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from greenroom.people.models import Identity
from greenroom.social.models import AccountNote, Avoid, Block, Follow, FollowRequest, Mute
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the buttons and the facts of a place need; the figures are zeros where a block stands between."""

    is_following: bool
    rings: bool
    is_followed_by: bool
    is_requested: bool
    is_blocking: bool
    is_muting: bool
    muted_until: datetime | None  # None also for a mute without end
    is_avoiding: bool
    note: str | None  # what the viewer keeps about the other; read by nobody else
    followers: int
    following: int


def standing(viewer: Viewer, identity: Identity) -> Standing:
    """How a signed-in viewer stands to an identity; nothing ties somebody to themselves."""
    me, it = viewer.identity_id, OuterRef("pk")
    muted = Mute.objects.running(timezone.now()).filter(muter=me, muted=it)
    row = (
        Identity.objects.filter(pk=identity.pk)
        .values(
            is_following=Exists(Follow.objects.filter(follower=me, followed=it)),
            rings=Exists(Follow.objects.filter(follower=me, followed=it, rings=True)),
            is_followed_by=Exists(Follow.objects.filter(follower=it, followed=me)),
            is_requested=Exists(FollowRequest.objects.filter(follower=me, followed=it)),
            is_blocking=Exists(Block.objects.filter(blocker=me, blocked=it)),
            is_muting=Exists(muted),
            muted_until=Subquery(muted.values("ends_at")),
            is_avoiding=Exists(Avoid.objects.filter(owner=me, avoided=it)),
            note=Subquery(AccountNote.objects.filter(owner=me, about=it).values("text")),
            followers=_number(Follow.objects.filter(followed=it, follower__suspended_at=None), "followed"),
            following=_number(Follow.objects.filter(follower=it, followed__suspended_at=None), "follower"),
        )
        .get()
    )
    if identity.pk in viewer.hidden_ids:
        row |= {"followers": 0, "following": 0}
    return Standing(**row)


def _number(rows: QuerySet[Follow], side: str) -> Any:
    """How many rows have the outer identity on this side."""
    counted = rows.order_by().values(side).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
