"""Pages of a timeline: lines are ids, entries are what is shown of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from greenroom.people.models import Identity
from greenroom.social.models import Post
from greenroom.social.postviews import PostView, views_by_id
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


def unmuted(viewer: Viewer) -> QuerySet[Post]:
    """What the viewer may read, without those whom the viewer has muted: the start of every timeline."""
    rows = Post.objects.visible_to(viewer)
    return rows.exclude(author__in=sorted(viewer.muted_ids)) if viewer.muted_ids else rows


def as_posts(rows: QuerySet[Post]) -> Rows:
    """Posts in the columns of a line."""
    return rows.values_list("pk", Value(0), Value(0))


def lines_of(parts: Iterable[Rows], span: Span) -> list[Line]:
    """Lines of several parts merged by id, in reading order of the database; up to one more than wanted."""
    found = asked_together(parts, limit=span.limit + 1, newest_first=span.newest_first)
    return [Line(id=key, post_id=post or key, boosted_by=author or None) for key, post, author in found]


def page_of(viewer: Viewer, lines: Sequence[Line], span: Span, *, first: Sequence[Line] = ()) -> Page:
    """What the viewer sees at these lines; three queries however many. The lines `first` stand before them."""
    shown = list(lines[: span.limit])
    if not span.newest_first:
        shown.reverse()
    all_lines = [*first, *shown]
    views, identities = views_by_id(
        viewer, {line.post_id for line in all_lines}, also=[line.boosted_by for line in shown if line.boosted_by]
    )
    entries = [
        Entry(
            id=line.id,
            post=views[line.post_id],
            boosted_by=identities.get(line.boosted_by or 0),
            is_pinned=line.is_pinned,
        )
        for line in all_lines
        if line.post_id in views
    ]
    return Page(
        entries=entries,
        has_more=len(lines) > span.limit,
        newest=shown[0].id if shown else None,
        oldest=shown[-1].id if shown else None,
    )
