"""The home timeline: what those whom one follows say and pass on, merged at reading (stream, section 7)."""

from django.db import connection

from greenroom.social import visibility
from greenroom.social.timelines.paging import LIMIT, Line, Page, Span, page_of
from greenroom.social.visibility import Viewer, listed

WINDOW = 2_000  # posts that are looked through one by one before anything is looked up by author
REACHES = (2, 32, 512)  # how far beyond the expected place the look-up by author goes, step by step

# By hand like the rule itself: the mapper needs longer to write this than a database to answer it.
# `column + 0` hides a column from the planner's indexes, and `IS TRUE` keeps PostgreSQL from turning a condition
# into a join: both databases then walk down the ids and look each row up in a list held in memory.
POSTS = """
SELECT p.id, 0, 0 FROM social_post p
 WHERE {rule} AND p.author_id NOT IN ({unwanted}) AND ({said}) AND {bounds}
 ORDER BY p.id {order} LIMIT {limit}
"""
# Each post stands there once: the first boost among those whom the viewer follows, none where it is there itself.
BOOSTS = """
SELECT b.id, b.post_id, b.author_id FROM social_boost b JOIN social_post p ON p.id = b.post_id
 WHERE {by_boosters} AND {bounds} AND {rule}
   AND p.author_id NOT IN ({unwanted}) AND p.author_id NOT IN ({authors}) AND p.audience_id NOT IN ({circles})
   AND b.id = (SELECT MIN(e.id) FROM social_boost e
                WHERE e.post_id = b.post_id AND (e.author_id + 0 IN ({boosters})) IS TRUE)
 ORDER BY b.id {order} LIMIT {limit}
"""


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
    sources = Sources(viewer, span)
    lines = sources.lines(sources.edge(), one_by_one=True)
    if len(lines) > span.limit:
        return lines
    start, edge = sources.window()
    if start is None or edge is None:
        return lines
    expected = (span.limit + 1) / max(len(lines), 0.5)
    for reach in REACHES:
        until = start + int((edge - start) * expected * reach)
        if until <= 0:
            break
        lines = sources.lines(f"{until:d}", one_by_one=False)
        if len(lines) > span.limit:
            return lines
    return sources.lines(None, one_by_one=False)


class Sources:
    """Whose words come to a viewer's home, and how they are asked for."""

    def __init__(self, viewer: Viewer, span: Span) -> None:
        me = viewer.identity_id or 0
        unwanted = viewer.muted_ids | viewer.hidden_ids
        own = ({me} | viewer.organisation_ids) - unwanted
        self.span = span
        self.circles = listed(viewer.standing.circles.values())
        self.unwanted = listed(unwanted or {0})
        self.has_many = len(viewer.followed_ids) > visibility.LONGEST_LIST
        self.authors = _and_followed(own, viewer, viewer.followed_ids - unwanted, "")
        self.boosters = _and_followed(own, viewer, viewer.boost_followed_ids - unwanted, "AND shows_boosts")
        self.rule = viewer.rule("p.id", "p.author_id", "p.audience_id", "p.deleted_at")

    def lines(self, until: str | None, *, one_by_one: bool) -> list[Line]:
        """The span's lines that are not beyond `until`, an SQL expression."""
        parts = [self._boosts(until, one_by_one=one_by_one), *self._posts(until, one_by_one=one_by_one)]
        whole = " UNION ALL ".join(f"SELECT * FROM ({part}) part{number}" for number, part in enumerate(parts))  # noqa: S608
        rows = _asked(f"{whole} ORDER BY 1 {self._order} LIMIT {self.span.limit + 1}")
        return [Line(id=key, post_id=post or key, boosted_by=author or None) for key, post, author in rows]

    def edge(self) -> str:
        """The id at the end of the window, which the database finds while it reads the lines."""
        farthest = 0 if self.span.newest_first else 2**63 - 1
        return f"COALESCE(({self._latest(WINDOW)}), {farthest})"

    def window(self) -> tuple[int | None, int | None]:
        """The first id and the one at the end of the window, for those whose page it did not fill."""
        start, edge = _asked(f"SELECT ({self._latest(0)}), ({self._latest(WINDOW)})")[0]
        return start, edge

    def _posts(self, until: str | None, *, one_by_one: bool) -> list[str]:
        if one_by_one:
            return [self._said(f"p.author_id + 0 IN ({self.authors}) OR p.audience_id + 0 IN ({self.circles})", until)]
        in_circles = f"p.audience_id IN ({self.circles}) AND p.author_id NOT IN ({self.authors})"
        by_authors = self._said(f"p.author_id IN ({self.authors})", until)
        return [by_authors, self._said(in_circles, until)] if self.circles != "NULL" else [by_authors]

    def _said(self, said: str, until: str | None) -> str:
        return POSTS.format(said=said, **self._common("p", until))

    def _boosts(self, until: str | None, *, one_by_one: bool) -> str:
        return BOOSTS.format(
            by_boosters=f"(b.author_id + 0 IN ({self.boosters})) IS TRUE"
            if one_by_one and self.has_many
            else f"b.author_id IN ({self.boosters})",
            boosters=self.boosters,
            authors=self.authors,
            circles="0" if self.circles == "NULL" else self.circles,
            **self._common("b", until),
        )

    def _common(self, table: str, until: str | None) -> dict[str, str | int]:
        return {
            "rule": self.rule,
            "unwanted": self.unwanted,
            "bounds": self._bounds(f"{table}.id", until),
            "order": self._order,
            "limit": self.span.limit + 1,
        }

    @property
    def _order(self) -> str:
        return "DESC" if self.span.newest_first else "ASC"

    def _bounds(self, column: str, until: str | None) -> str:
        bounds = ["1 = 1"]
        if self.span.before is not None:
            bounds.append(f"{column} < {self.span.before:d}")
        if self.span.after is not None:
            bounds.append(f"{column} > {self.span.after:d}")
        if until is not None:
            bounds.append(f"{column} {'>=' if self.span.newest_first else '<='} {until}")
        return " AND ".join(bounds)

    def _latest(self, offset: int) -> str:
        """The id that lies so many posts from the start of the span: a bound, shown to nobody."""
        bounds = self._bounds("id", None)
        return f"SELECT id FROM social_post WHERE {bounds} ORDER BY id {self._order} LIMIT 1 OFFSET {offset}"  # noqa: S608


def _and_followed(own: frozenset[int] | set[int], viewer: Viewer, followed: frozenset[int], which: str) -> str:
    """Oneself and whom one follows: a literal list, unless it is very long."""
    if len(followed) <= visibility.LONGEST_LIST:
        return listed(own | followed)
    me, muted = viewer.identity_id or 0, listed(viewer.muted_ids or {0})
    rows = f"SELECT followed_id FROM social_follow WHERE follower_id = {me:d} AND followed_id NOT IN ({muted}) {which}"  # noqa: S608
    return f"{rows} UNION ALL SELECT id FROM people_identity WHERE id IN ({listed(own)})"  # noqa: S608


def _asked(statement: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
