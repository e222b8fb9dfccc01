"""From the lines of a timeline to what one reader is shown of them, filters included."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from greenroom.social.filtering import Sieve, sieve_of
from greenroom.social.models import Post
from greenroom.social.postviews import marked, views_by_id, views_with
from greenroom.social.timelines.paging import Entry, Find, Line, Page, Span
from greenroom.social.visibility import Viewer

STRETCH, ROUNDS = 2, 4  # how many pages are read at once where filters hide posts, and how often


def page_of(viewer: Viewer, span: Span, find: Find, *, context: str = "") -> Page:
    """What the viewer sees of the lines that `find` finds for a span; three queries besides.

    `context` names where the viewer's filters hold. Pinned lines come first and belong to no span.
    """
    sieve = sieve_of(viewer, context)
    found = Sifted(viewer, span, find, sieve) if sieve.may_hide else Plain(viewer, span, find)
    shown = list(found.lines[: span.limit])
    if not span.newest_first:
        shown.reverse()
    lines = [*found.pinned, *shown]
    boosters = [line.boosted_by for line in shown if line.boosted_by]
    if found.posts is None:
        views, identities = views_by_id(viewer, {line.post_id for line in lines}, also=boosters)
    else:
        wanted = {line.post_id for line in lines}
        posts = [post for key, post in found.posts.items() if key in wanted]
        listed, identities = views_with(viewer, posts, also=boosters)
        views = {view.id: view for view in listed}
    entries = [
        Entry(
            id=line.id,
            post=marked(sieve, views[line.post_id]),
            boosted_by=identities.get(line.boosted_by or 0),
            is_pinned=line.is_pinned,
        )
        for line in lines
        if line.post_id in views
    ]
    ends = found.ends(shown)
    return Page(entries=entries, has_more=found.has_more, newest=ends[0], oldest=ends[1])


def unpinned(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Pinned lines, and the others."""
    listed = list(lines)
    return [line for line in listed if line.is_pinned], [line for line in listed if not line.is_pinned]


class Plain:
    """The lines of a span as they are found."""

    posts: dict[int, Post] | None = None

    def __init__(self, viewer: Viewer, span: Span, find: Find) -> None:  # noqa: ARG002 - both kinds alike
        self.pinned, self.lines = unpinned(find(span))
        self.has_more = len(self.lines) > span.limit

    def ends(self, shown: Sequence[Line]) -> tuple[int | None, int | None]:
        """The newest and the oldest id of what is shown."""
        return (shown[0].id, shown[-1].id) if shown else (None, None)


class Sifted:
    """The lines of a span that no filter of the reader hides.

    Twice as many are read at once, and again what lies beyond them, so that hidden posts leave no short page. After
    some rounds the page is as long as it is: somebody who hides nearly everything turns more pages, each at a price
    that does not grow.
    """

    def __init__(self, viewer: Viewer, span: Span, find: Find, sieve: Sieve) -> None:
        self.span, self.sieve = span, sieve
        self.pinned: list[Line] = []
        self.lines: list[Line] = []
        self.posts: dict[int, Post] = {}
        self.first: int | None = None  # seen, shown or not
        self.last: int | None = None
        self.is_at_the_end = False
        for _ in range(ROUNDS):
            if self.is_at_the_end or len(self.lines) > span.limit:
                break
            self._go_on(viewer, find)

    def _go_on(self, viewer: Viewer, find: Find) -> None:
        """Read one stretch more."""
        beyond = {} if self.last is None else {"before" if self.span.newest_first else "after": self.last}
        stretch = replace(self.span, limit=STRETCH * self.span.limit, **beyond)
        pinned, lines = unpinned(find(stretch))
        self.is_at_the_end = len(lines) <= stretch.limit
        lines = lines[: stretch.limit]
        wanted = {line.post_id for line in (*pinned, *lines)}
        rows = Post.objects.visible_to(viewer).filter(pk__in=wanted).select_related("audience")
        posts = {post.pk: post for post in rows if not self.sieve.hides(post)}
        self.posts |= posts
        self.pinned += [line for line in pinned if line.post_id in posts]
        self.lines += [line for line in lines if line.post_id in posts]
        if lines:
            self.first, self.last = self.first or lines[0].id, lines[-1].id

    @property
    def has_more(self) -> bool:
        """Whether there is more to read, even if none of it might be shown."""
        return len(self.lines) > self.span.limit or not self.is_at_the_end

    def ends(self, shown: Sequence[Line]) -> tuple[int | None, int | None]:
        """From where the next pages go on: what was hidden at either end is not read again."""
        is_full = len(self.lines) > self.span.limit
        if self.span.newest_first:
            return self.first, shown[-1].id if is_full else self.last
        return shown[0].id if is_full else self.last, self.first
