"""The home timeline: what those whom one follows say and pass on, merged at reading (stream, section 7)."""

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from greenroom.social.models import Boost, Post
from greenroom.social.timelines.feeds import boosts_by
from greenroom.social.timelines.paging import LIMIT, Line, Page, Rows, Span, as_posts, lines_of, page_of, unmuted
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

WINDOW = 1_000  # posts that are looked through one by one before anything is looked up by author
FARTHEST = 2**63 - 1
REACHES = (2, 32, 512)  # how far beyond the expected place the look-up by author goes, step by step


def home(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """Posts and boosts by those whom the viewer follows, the viewer's own, circles, and own organisations' words.

    Of an organisation come the posts that it says itself. Each post stands there once.
    """
    span = Span(before=before, after=after, limit=limit)
    return page_of(viewer, home_lines(viewer, span), span)


def home_lines(viewer: Viewer, span: Span) -> list[Line]:
    """The ids of a home timeline, up to one more than wanted.

    Newest first through the latest posts while that fills the page: best for somebody who follows many or busy
    people. Where it does not, by the authors' indexes, no further back than their share of the latest posts
    makes necessary; in the end without a bound, so that a page is short only at the end.
    """
    if viewer.is_guest:
        return []
    sources = Sources(viewer)
    lines = sources.lines(span, until=_edge(span), one_by_one=True)
    if len(lines) > span.limit:
        return lines
    start, edge = _window(span)
    if start is None or edge is None:
        return lines
    expected = (span.limit + 1) / max(len(lines), 0.5)
    for reach in REACHES:
        until = start + int((edge - start) * expected * reach)
        if until <= 0:
            break
        lines = sources.lines(span, until=until, one_by_one=False)
        if len(lines) > span.limit:
            return lines
    return sources.lines(span, until=None, one_by_one=False)


def _latest(span: Span) -> Rows:
    """The ids of a window of posts from the start of the span on; bounds only, shown to nobody."""
    return Span(before=span.before, after=span.after, limit=WINDOW).of(Post.objects.values_list("pk"))


def _edge(span: Span) -> Coalesce:
    """The id at the end of the window, found by the database while it reads the lines."""
    farthest = 0 if span.newest_first else FARTHEST
    return Coalesce(Subquery(_latest(span)[WINDOW : WINDOW + 1]), farthest, output_field=BigIntegerField())


def _window(span: Span) -> tuple[int | None, int | None]:
    """The first id and the one at the end of the window, for those whose page it did not fill."""
    rows = _latest(span)
    found = asked_together([rows[:1], rows[WINDOW : WINDOW + 1]])
    keys = sorted((key for (key,) in found), reverse=span.newest_first)
    return (keys[0] if keys else None), (keys[1] if len(keys) > 1 else None)


class Sources:
    """Whose words come to a viewer's home."""

    def __init__(self, viewer: Viewer) -> None:
        me = viewer.identity_id or 0
        unwanted = viewer.muted_ids | viewer.hidden_ids
        self.viewer = viewer
        self.authors = sorted(({me} | viewer.followed_ids | viewer.organisation_ids) - unwanted)
        self.boosters = sorted(({me} | viewer.boost_followed_ids | viewer.organisation_ids) - unwanted)
        self.circles = sorted(viewer.standing.circles.values())

    def lines(self, span: Span, *, until: int | Coalesce | None, one_by_one: bool) -> list[Line]:
        """The span's lines that are not beyond `until`."""
        posts = self._posts(one_by_one=one_by_one)
        parts = [*posts, self._boosts()]
        if until is not None:
            bound = {"pk__gte" if span.newest_first else "pk__lte": until}
            parts = [part.filter(**bound) for part in parts]
        return lines_of([span.of(part) for part in parts], span)

    def _posts(self, *, one_by_one: bool) -> list[Rows]:
        rows = unmuted(self.viewer)
        if one_by_one:  # an index on a sum does not exist: both databases then walk down the ids
            author = ExpressionWrapper(F("author") + Value(0), output_field=BigIntegerField())
            audience = ExpressionWrapper(F("audience") + Value(0), output_field=BigIntegerField())
            rows = rows.alias(said_by=author, said_to=audience)
            return [as_posts(rows.filter(Q(said_by__in=self.authors) | Q(said_to__in=self.circles)))]
        said = as_posts(rows.filter(author__in=self.authors))
        in_circles = as_posts(rows.filter(audience__in=self.circles).exclude(author__in=self.authors))
        return [said, in_circles] if self.circles else [said]

    def _boosts(self) -> Rows:
        """The first boost of each post among those whom the viewer follows; none where the post is there itself."""
        others = unmuted(self.viewer).exclude(author__in=self.authors)
        earlier = Boost.objects.filter(post=OuterRef("post"), author__in=self.boosters, pk__lt=OuterRef("pk"))
        return boosts_by(Q(~Exists(earlier), author__in=self.boosters), others)
