"""How identities stand to one another, as far as a viewer may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from greenroom.people.models import Identity
from greenroom.social.models import Audience, Avoid, Block, Follow, FollowRequest, Mute, Post
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, kw_only=True)
class Tie:
    """How the viewer and another identity stand."""

    is_self: bool = False
    is_following: bool = False
    is_followed_by: bool = False
    is_requested: bool = False
    is_blocking: bool = False
    is_muting: bool = False
    mutes_notices: bool = False
    shows_boosts: bool = True
    rings: bool = False


@dataclass(frozen=True, kw_only=True)
class TiePage:
    """Some identities of a list; `last_id` is the cursor of the next page."""

    identities: list[Identity]
    has_more: bool
    last_id: int | None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Figures of a profile: they never move for what is closed (stream, section 3.3)."""

    posts: int
    followers: int
    following: int


def tie(viewer: Viewer, identity: Identity) -> Tie:
    """How the viewer stands to one identity."""
    return ties(viewer, [identity])[identity.pk]


def ties(viewer: Viewer, identities: Iterable[Identity]) -> dict[int, Tie]:
    """How the viewer stands to several identities; five queries however many."""
    keys = [identity.pk for identity in identities]
    if viewer.identity is None:
        return {key: Tie() for key in keys}
    me = viewer.identity.pk
    following = {row.followed_id: row for row in Follow.objects.filter(follower=me, followed__in=keys)}
    followed_by = set(Follow.objects.filter(followed=me, follower__in=keys).values_list("follower", flat=True))
    asked = set(FollowRequest.objects.filter(follower=me, followed__in=keys).values_list("followed", flat=True))
    blocking = set(Block.objects.filter(blocker=me, blocked__in=keys).values_list("blocked", flat=True))
    running = Mute.objects.running(timezone.now())
    muting = dict(running.filter(muter=me, muted__in=keys).values_list("muted", "mutes_notices"))
    return {
        key: Tie(
            is_self=key == me,
            is_following=key in following,
            is_followed_by=key in followed_by,
            is_requested=key in asked,
            is_blocking=key in blocking,
            is_muting=key in muting,
            mutes_notices=muting.get(key, False),
            shows_boosts=key not in following or following[key].shows_boosts,
            rings=key in following and following[key].rings,
        )
        for key in keys
    }


def followers_of(viewer: Viewer, identity: Identity, *, before: int | None = None, limit: int = 40) -> TiePage:
    """Who follows an identity, the latest first."""
    return _page(viewer, Follow.objects.filter(followed=identity), "follower", before, limit)


def following_of(viewer: Viewer, identity: Identity, *, before: int | None = None, limit: int = 40) -> TiePage:
    """Whom an identity follows, the latest first."""
    return _page(viewer, Follow.objects.filter(follower=identity), "followed", before, limit)


def followed_named(viewer: Viewer, folded: str, *, limit: int = 12) -> list[Identity]:
    """Whom the viewer follows and whose folded name or handle has a word that begins so; the latest without words."""
    rows = Follow.objects.filter(follower=viewer.identity_id, followed__suspended_at=None).select_related("followed")
    if folded:
        rows = rows.filter(Q(followed__folded__startswith=folded) | Q(followed__folded__contains=f" {folded}"))
    return [row.followed for row in rows.order_by("-pk")[:limit]]


def follow_requests_for(viewer: Viewer) -> list[FollowRequest]:
    """Who waits for the viewer's approval, the longest waiting first."""
    rows = FollowRequest.objects.filter(followed=viewer.identity_id, follower__suspended_at=None)
    return list(rows.select_related("follower").order_by("pk")[:200])


def asker_for(viewer: Viewer, handle: str) -> Identity | None:
    """Whoever of this handle waits to follow the viewer; None for everybody else, whether they exist or not."""
    waiting = follow_requests_for(viewer)
    return next((row.follower for row in waiting if row.follower.handle == handle.lower()), None)


def blocked_by(viewer: Viewer) -> list[Identity]:
    """Whom the viewer has blocked; those who block the viewer are not among them."""
    rows = Block.objects.filter(blocker=viewer.identity_id).select_related("blocked").order_by("-pk")
    return [row.blocked for row in rows]


def muted_by(viewer: Viewer) -> list[Mute]:
    """Whom the viewer has muted, and until when; ended mutes are not among them."""
    rows = Mute.objects.running(timezone.now()).filter(muter=viewer.identity_id)
    return list(rows.select_related("muted").order_by("-pk"))


def avoided_by(viewer: Viewer) -> list[Identity]:
    """With whom the viewer never wants to be matched; who avoids the viewer is told to nobody."""
    rows = Avoid.objects.filter(owner=viewer.identity_id).select_related("avoided").order_by("-pk")
    return [row.avoided for row in rows]


def avoids(identity_id: int) -> set[int]:
    """Who must never be placed together with this identity, whichever of the two wished it; shown to nobody."""
    pairs = Avoid.objects.filter(Q(owner=identity_id) | Q(avoided=identity_id)).values_list("owner", "avoided")
    return {key for pair in pairs for key in pair} - {identity_id}


def counts_of(viewer: Viewer, identity: Identity) -> Counts:
    """Figures for a profile: public posts alone, whoever looks; zeros where a block stands between."""
    if identity.pk in viewer.hidden_ids:
        return Counts(posts=0, followers=0, following=0)
    public = Post.objects.living().filter(author=identity, audience__in=(Audience.PUBLIC, Audience.QUIET_PUBLIC))
    return Counts(
        posts=public.count(),
        followers=Follow.objects.filter(followed=identity, follower__suspended_at=None).count(),
        following=Follow.objects.filter(follower=identity, followed__suspended_at=None).count(),
    )


def _page(viewer: Viewer, rows: QuerySet[Follow, Any], side: str, before: int | None, limit: int) -> TiePage:
    rows = rows.filter(**{f"{side}__suspended_at": None}).exclude(**{f"{side}__in": viewer.hidden_ids})
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related(side).order_by("-pk")[: limit + 1])
    shown = found[:limit]
    return TiePage(
        identities=[getattr(row, side) for row in shown],
        has_more=len(found) > limit,
        last_id=shown[-1].pk if shown else None,
    )
