"""Pages of a timeline: lines are ids, entries are what is shown of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from greenroom.people.models import Identity
from greenroom.social.models import Post
from greenroom.social.postviews import PostView
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

Rows = QuerySet[Any, Any]
LIMIT = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One place in a timeline: its id, the post shown there, and who passed it on, if anybody."""

    id: int
    post_id: int
    boosted_by: int | None = None
    is_pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One post in a timeline; `id` is the cursor."""

    id: int
    post: PostView
    boosted_by: Identity | None = None
    is_pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some entries, newest first; a page is short only at the end of the timeline."""

    entries: list[Entry]
    has_more: bool  # in the direction that was asked for
    newest: int | None = None
    oldest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which part of a timeline is wanted: older than `before`, or the ones just newer than `after`."""

    before: int | None = None
    after: int | None = None
    limit: int = LIMIT

    @property
    def newest_first(self) -> bool:
        """Whether the database reads downward."""
        return self.after is None

    def of(self, rows: Rows, field: str = "pk") -> Rows:
        """The wanted part of rows in order of their id, with one more to see whether there are more."""
        if self.before is not None:
            rows = rows.filter(**{f"{field}__lt": self.before})
        if self.after is not None:
            rows = rows.filter(**{f"{field}__gt": self.after})
        return rows.order_by(f"-{field}" if self.newest_first else field)[: self.limit + 1]


type Find = Callable[[Span], Sequence[Line]]  # up to one line more than the span asks for


def unmuted(viewer: Viewer) -> QuerySet[Post]:
    """What the viewer may read, without those whom the viewer has muted: the start of every timeline."""
    rows = Post.objects.visible_to(viewer)
    return rows.exclude(author__in=sorted(viewer.muted_ids)) if viewer.muted_ids else rows


def as_posts(rows: QuerySet[Post]) -> Rows:
    """Posts in the columns of a line."""
    return rows.values_list("pk", Value(0), Value(0))


def merged_parts(parts: Iterable[Rows], span: Span) -> list[Line]:
    """The span's lines of several parts in the columns of a line."""
    return lines_of(map(span.of, parts), span)


def lines_of(parts: Iterable[Rows], span: Span) -> list[Line]:
    """Lines of several parts merged by id, in reading order of the database; up to one more than wanted."""
    found = asked_together(parts, limit=span.limit + 1, newest_first=span.newest_first)
    return [Line(id=key, post_id=post or key, boosted_by=author or None) for key, post, author in found]
