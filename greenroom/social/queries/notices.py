"""What wants somebody's attention: notices in groups, checked again at reading."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from greenroom.kit.ids import TAIL_BITS, moment_of
from greenroom.people.models import Identity, Person
from greenroom.social.filtering import sieve_of
from greenroom.social.models import Filter, Marker, Mute, Notice, Post
from greenroom.social.postviews import PostView, sifted, views_by_id
from greenroom.social.visibility import Viewer, viewer_of

DAY = 24 * 3_600_000 << TAIL_BITS  # how far ids of one day reach
MOST_UNREAD = 100
MOST_ACTORS = 8
MOST_NOTICES = 1_000
STRETCH = 3  # pages read at once where filters hide posts
Group = dict[str, Any]
Rows = QuerySet[Any, Any]
Key = tuple[str, int | None, int | None, int]


@dataclass(frozen=True, kw_only=True)
class NoticeGroup:
    """Notices of one kind about one post, or about one circle, or of one day; `newest_id` is the cursor."""

    kind: str
    post: PostView | None
    circle: Identity | None
    actors: list[Identity]  # newest first, at most eight
    count: int
    newest_id: int
    is_unread: bool

    @property
    def created_at(self) -> datetime:
        """When the newest of them came."""
        return moment_of(self.newest_id)

    @property
    def key(self) -> str:
        """A name for the group within a page."""
        return f"{self.kind}-{self.newest_id}"


@dataclass(frozen=True, kw_only=True)
class NoticePage:
    """Some groups, newest first; the ends are those of what was read, shown or not."""

    groups: list[NoticeGroup]
    has_more: bool
    newest_id: int | None = None
    oldest_id: int | None = None


def notices_for(
    viewer: Viewer,
    *,
    before: int | None = None,
    limit: int = 20,
    seen: int = 0,
    between: tuple[int, int] | None = None,
    kinds: Collection[str] | None = None,
) -> NoticePage:
    """The viewer's notices in groups; `seen` is the marker beyond which a group is unread.

    With `between` only those after the first id and before the second, with `kinds` only those of these kinds.

    A notice about a post that the viewer may no longer read is not there, nor one by somebody blocked,
    suspended or muted, nor one about a circle in which the viewer is no longer listed. Where the viewer's filters
    hide posts, three times as many are read, so that a page is seldom short.
    """
    sieve = sieve_of(viewer, Filter.Context.NOTIFICATIONS)
    most = STRETCH * limit if sieve.may_hide else limit
    rows = _current(viewer).filter(pk__gte=_oldest_shown(viewer), **_narrowed(between, kinds)).annotate(day=_day())
    groups = rows.order_by().values("kind", "post", "circle", "day").annotate(newest=Max("pk"), number=Count("pk"))
    if before is not None:
        groups = groups.filter(newest__lt=before)
    found: list[Group] = list(groups.order_by("-newest")[: most + 1])  # type: ignore[arg-type]
    shown = found[:most]
    actors = _actors(rows, shown)
    views, identities = views_by_id(
        viewer,
        {group["post"] for group in shown if group["post"]},
        also=[*(key for keys in actors.values() for key in keys), *(one["circle"] for one in shown if one["circle"])],
    )
    views = sifted(sieve, views)
    listed = [
        NoticeGroup(
            kind=group["kind"],
            post=views.get(group["post"]),
            circle=identities.get(group["circle"]),
            actors=[identities[key] for key in actors[_key(group)] if key in identities],
            count=group["number"],
            newest_id=group["newest"],
            is_unread=group["newest"] > seen,
        )
        for group in shown
        if group["post"] is None or group["post"] in views
    ]
    is_full = len(listed) > limit
    return NoticePage(
        groups=listed[:limit],
        has_more=is_full or len(found) > most,
        newest_id=shown[0]["newest"] if shown else None,
        oldest_id=listed[limit - 1].newest_id if is_full else (shown[-1]["newest"] if shown else None),
    )


def unread_notices(person: Person, viewer: Viewer | None = None) -> int:
    """How many notices have come since the person looked, at most 100; one query besides the viewer's own."""
    viewer = viewer or viewer_of(person.identity)
    rows = unread_rows(person, viewer)[:MOST_UNREAD]
    if not sieve_of(viewer, Filter.Context.NOTIFICATIONS).may_hide:
        return rows.count()
    return not_hidden(viewer, [post for (post,) in rows.values_list("post")])


def not_hidden(viewer: Viewer, about: list[int | None]) -> int:
    """How many of the notices about these posts the viewer's filters let through; one query where some might hide."""
    sieve = sieve_of(viewer, Filter.Context.NOTIFICATIONS)
    if not sieve.may_hide or not any(about):
        return len(about)
    posts = Post.objects.visible_to(viewer).filter(pk__in={key for key in about if key})
    hidden = {post.pk for post in posts if sieve.hides(post)}
    return sum(key not in hidden for key in about)


def unread_rows(person: Person, viewer: Viewer) -> QuerySet[Notice]:
    """The viewer's notices that came since the person looked."""
    seen = Marker.objects.filter(person=person, timeline="notices").values("last_id")[:1]
    return _current(viewer).filter(pk__gt=Coalesce(Subquery(seen), 0))


def marker_of(person: Person, timeline: str) -> int:
    """How far the person has looked; 0 at first."""
    return Marker.objects.filter(person=person, timeline=timeline).values_list("last_id", flat=True).first() or 0


def _current(viewer: Viewer) -> QuerySet[Notice]:
    """The viewer's notices that may be shown now."""
    if viewer.identity is None:
        return Notice.objects.none()
    readable = Post.objects.visible_to(viewer).filter(pk=OuterRef("post"))
    rows = Notice.objects.filter(Q(post=None) | Exists(readable), recipient=viewer.identity_id, dismissed_at=None)
    rows = rows.filter(Q(circle=None) | Q(circle__in=viewer.circle_ids), actor__suspended_at=None)
    if viewer.hidden_ids:
        rows = rows.exclude(actor__in=viewer.hidden_ids)
    if viewer.muted_ids:
        silent = (
            Mute.objects.running(timezone.now()).filter(muter=viewer.identity_id, mutes_notices=True).values("muted")
        )
        rows = rows.exclude(actor__in=silent)
    return rows


def _narrowed(between: tuple[int, int] | None, kinds: Collection[str] | None) -> dict[str, Any]:
    """The conditions that narrow a page to a stretch of time and to some kinds."""
    stretch = {"pk__gt": between[0], "pk__lt": between[1]} if between else {}
    return stretch if kinds is None else {**stretch, "kind__in": list(kinds)}


def _oldest_shown(viewer: Viewer) -> Coalesce:
    """Notices are gathered among the latest thousand, so that fame does not make the page slow."""
    mine = Notice.objects.filter(recipient=viewer.identity_id).order_by("-pk").values("pk")
    return Coalesce(Subquery(mine[MOST_NOTICES - 1 : MOST_NOTICES]), 0)


def _day() -> Case:
    """Follows have no post to gather at: they gather by day."""
    return Case(When(post=None, circle=None, then=F("pk") / Value(DAY)), default=Value(0))


def _key(group: Group) -> Key:
    return group["kind"], group["post"], group["circle"], group["day"]


def _actors(rows: Rows, groups: Iterable[Group]) -> dict[Key, list[int]]:
    """Who stands in each group, newest first."""
    wanted = Q(pk__in=[])
    for group in groups:
        same = {"kind": group["kind"], "post": group["post"], "circle": group["circle"], "day": group["day"]}
        wanted |= Q(**same)
    found: dict[Key, list[int]] = defaultdict(list)
    for row in rows.filter(wanted).order_by("-pk").values("kind", "post", "circle", "day", "actor")[:2_000]:
        actors = found[_key(row)]
        if len(actors) < MOST_ACTORS and row["actor"] not in actors:
            actors.append(row["actor"])
    return found
