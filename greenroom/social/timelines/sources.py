"""Timelines merged at reading from many sources: authors, boosters, circles and tags (stream, section 7)."""

from dataclasses import dataclass

from django.db import connection

from greenroom.social.models import Audience
from greenroom.social.timelines.paging import Line, Span
from greenroom.social.visibility import Viewer

WINDOW = 2_000  # posts that are looked through one by one before anything is looked up by author
REACHES = (2, 32, 512)  # how far beyond the expected place the look-up by author goes, step by step
NOBODY = "NULL"  # a list that nothing is in

# By hand like the rule itself: the mapper needs longer to write this than a database to answer it.
# `column + 0` hides a column from the planner's indexes, and `IS TRUE` keeps PostgreSQL from turning a condition
# into a join: both databases then walk down the ids and look each row up in a list held in memory.
POSTS = """
SELECT p.id, 0, 0 FROM social_post p
 WHERE {rule} AND p.author_id NOT IN ({absent}) AND ({said}) AND {answers} AND {bounds}
 ORDER BY p.id {order} LIMIT {limit}
"""
# Read through the index on (tag, post). A post with several of the tags stands there once, under the first of
# them. Quiet public posts are in no feed but their author's.
TAGGED = """
SELECT p.id, 0, 0 FROM social_posttag t JOIN social_post p ON p.id = t.post_id
 WHERE t.tag_id IN ({tags}) AND {bounds} AND {rule} AND p.audience_id NOT IN ({quiet}, {circles})
   AND p.author_id NOT IN ({absent}) AND p.author_id NOT IN ({authors})
   AND t.tag_id = (SELECT MIN(e.tag_id) FROM social_posttag e WHERE e.post_id = t.post_id AND e.tag_id IN ({tags}))
 ORDER BY t.post_id {order} LIMIT {limit}
"""
# Each post stands there once: the first boost among those whom the viewer follows, none where it is there itself.
BOOSTS = """
SELECT b.id, b.post_id, b.author_id FROM social_boost b JOIN social_post p ON p.id = b.post_id
 WHERE {by_boosters} AND {bounds} AND {rule}
   AND p.author_id NOT IN ({unwanted}) AND p.author_id NOT IN ({authors}) AND p.audience_id NOT IN ({circles})
   AND {untagged} AND b.id = (SELECT MIN(e.id) FROM social_boost e
                               WHERE e.post_id = b.post_id AND (e.author_id + 0 IN ({boosters})) IS TRUE)
 ORDER BY b.id {order} LIMIT {limit}
"""
UNTAGGED = """(p.audience_id = {quiet} OR p.author_id IN ({absent})
        OR NOT EXISTS (SELECT 1 FROM social_posttag t WHERE t.post_id = p.id AND t.tag_id IN ({tags})))"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a timeline is made of: lists of keys, or subqueries, as SQL; `NOBODY` for an empty one."""

    authors: str
    boosters: str
    circles: str = NOBODY  # audiences
    tags: str = NOBODY
    unwanted: str = "0"  # muted or hidden: neither their posts nor boosts of them
    absent: str = "0"  # those, and whoever has another place: no posts of theirs
    answers: str = "1 = 1"  # a condition on the posts that answer others
    has_many: bool = False  # whether there are more boosters than a literal list holds


def merged(viewer: Viewer, span: Span, wanted: Wanted) -> list[Line]:
    """The ids of such a timeline, up to one more than the span asks for.

    Newest first through the latest posts while that fills the page: best for somebody who follows many or busy
    people. Where it does not, by the authors' indexes, no further back than their share of the latest posts
    makes necessary; in the end without a bound, so that a page is short only at the end.
    """
    sources = Sources(viewer, span, wanted)
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
    """How the sources of a timeline are asked for."""

    def __init__(self, viewer: Viewer, span: Span, wanted: Wanted) -> None:
        self.span, self.wanted = span, wanted
        self.circles = "0" if wanted.circles == NOBODY else wanted.circles  # nothing is in NOT IN (NULL)
        self.rule = viewer.rule("p.id", "p.author_id", "p.audience_id", "p.deleted_at")

    def lines(self, until: str | None, *, one_by_one: bool) -> list[Line]:
        """The span's lines that are not beyond `until`, an SQL expression."""
        parts = [self._boosts(until, one_by_one=one_by_one), *self._posts(until, one_by_one=one_by_one)]
        if self.wanted.tags != NOBODY:
            parts.append(TAGGED.format(**self._common("t.post_id", until)))
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
        authors, circles = self.wanted.authors, self.wanted.circles
        if one_by_one:
            return [self._said(f"p.author_id + 0 IN ({authors}) OR p.audience_id + 0 IN ({circles})", until)]
        by_authors = self._said(f"p.author_id IN ({authors})", until)
        if circles == NOBODY:
            return [by_authors]
        return [by_authors, self._said(f"p.audience_id IN ({circles}) AND p.author_id NOT IN ({authors})", until)]

    def _said(self, said: str, until: str | None) -> str:
        return POSTS.format(said=said, answers=self.wanted.answers, **self._common("p.id", until))

    def _boosts(self, until: str | None, *, one_by_one: bool) -> str:
        common = self._common("b.id", until)
        boosters = self.wanted.boosters
        looked_up = one_by_one and self.wanted.has_many
        return BOOSTS.format(
            by_boosters=f"(b.author_id + 0 IN ({boosters})) IS TRUE" if looked_up else f"b.author_id IN ({boosters})",
            boosters=boosters,
            unwanted=self.wanted.unwanted,
            untagged="1 = 1" if self.wanted.tags == NOBODY else UNTAGGED.format(**common),
            **common,
        )

    def _common(self, column: str, until: str | None) -> dict[str, str | int]:
        return {
            "rule": self.rule,
            "authors": self.wanted.authors,
            "circles": self.circles,
            "tags": self.wanted.tags,
            "absent": self.wanted.absent,
            "quiet": Audience.QUIET_PUBLIC,
            "bounds": self._bounds(column, until),
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


def _asked(statement: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
