"""Counts of many posts for one viewer, asked in one statement; nothing hidden is counted."""

from collections.abc import Sequence

from django.db import connection

from greenroom.social.models import Audience, Post
from greenroom.social.visibility import Viewer, listed

Kind = Audience.Kind

SUSPENDED = "SELECT id FROM people_identity WHERE suspended_at IS NOT NULL"
# By hand: the mapper needs ten times longer to write these than a database to answer them, on every page.
ABOUT_POSTS = """
SELECT 'replies', p.reply_to_id, COUNT(*), SUM(CASE WHEN p.author_id = {me} THEN 1 ELSE 0 END)
  FROM social_post p WHERE p.reply_to_id IN ({posts}) AND {rule} GROUP BY p.reply_to_id
UNION ALL
SELECT 'boosts', r.post_id, COUNT(*), SUM(CASE WHEN r.author_id = {me} THEN 1 ELSE 0 END)
  FROM social_boost r WHERE r.post_id IN ({posts}) AND r.author_id NOT IN ({hidden}) GROUP BY r.post_id
UNION ALL
SELECT 'helped', r.post_id, COUNT(*), SUM(CASE WHEN r.identity_id = {me} THEN 1 ELSE 0 END)
  FROM social_favourite r WHERE r.post_id IN ({posts}) AND r.identity_id NOT IN ({hidden}) GROUP BY r.post_id
UNION ALL
SELECT 'kept', post_id, 1, 1 FROM social_bookmark WHERE post_id IN ({posts}) AND identity_id = {me}
UNION ALL
SELECT 'pinned', post_id, 1, 1 FROM social_pin WHERE post_id IN ({posts})
UNION ALL
SELECT 'parent', p.id, p.author_id, 0 FROM social_post p WHERE p.id IN ({parents}) AND {rule}
"""
NETWORK = """
UNION ALL
SELECT 'network', 0, COUNT(*), 0 FROM people_networkmembership
 WHERE ended_at IS NULL AND person_id NOT IN ({suspended})
"""
ORGANISATIONS = """
UNION ALL
SELECT 'organisation', organisation_id, COUNT(*), 0 FROM people_membership
 WHERE organisation_id IN ({keys}) AND ended_at IS NULL AND person_id NOT IN ({suspended}) GROUP BY organisation_id
"""
CIRCLES = """
UNION ALL
SELECT 'circle', circle_id, COUNT(*), 0 FROM social_circlemember
 WHERE circle_id IN ({keys}) AND left_at IS NULL AND person_id NOT IN ({suspended}) GROUP BY circle_id
"""
DIRECT = """
UNION ALL
SELECT 'direct', post_id, COUNT(*), 0 FROM social_mention
 WHERE post_id IN ({keys}) AND identity_id NOT IN ({suspended}) GROUP BY post_id
"""
# Votes of blocked and suspended people are counted like all others: see `polls.Tally`.
POLLS = """
UNION ALL
SELECT 'choice', option_id, COUNT(*), SUM(CASE WHEN voter_id = {me} THEN 1 ELSE 0 END)
  FROM social_pollvote WHERE poll_id IN ({keys}) GROUP BY option_id
UNION ALL
SELECT 'voters', poll_id, COUNT(*), SUM(CASE WHEN voter_id = {me} THEN 1 ELSE 0 END)
  FROM social_pollvote WHERE poll_id IN ({keys}) AND is_first GROUP BY poll_id
"""


class Figures:
    """What a page of posts tells this viewer in numbers; `parents` gives the authors of what is answered."""

    def __init__(self, viewer: Viewer, posts: Sequence[Post]) -> None:
        self.counts: dict[tuple[str, int], tuple[int, bool]] = {}
        self.parents: dict[int, int] = {}  # post -> author, of those that may be read
        with connection.cursor() as cursor:
            cursor.execute(_statement(viewer, posts))
            for kind, key, number, mine in cursor.fetchall():
                if kind == "parent":
                    self.parents[key] = number
                else:
                    self.counts[kind, key] = (number, bool(mine))

    def count(self, kind: str, key: int) -> int:
        """How many; 0 when nobody."""
        return self.counts.get((kind, key), (0, False))[0]

    def is_mine(self, kind: str, key: int) -> bool:
        """Whether the viewer is among them."""
        return self.counts.get((kind, key), (0, False))[1]

    def readers_of(self, post: Post) -> int | None:
        """How many people the post's audience has; None for everybody and for followers."""
        match post.audience.kind:
            case Kind.NETWORK:
                return self.count("network", 0)
            case Kind.ORGANISATION:
                return self.count("organisation", post.audience.owner_id or 0)
            case Kind.CIRCLE:
                return self.count("circle", post.audience.owner_id or 0)
            case Kind.DIRECT:
                return self.count("direct", post.pk) + 1
        return None


def _statement(viewer: Viewer, posts: Sequence[Post]) -> str:
    hidden = f"{SUSPENDED} UNION ALL SELECT id FROM people_identity WHERE id IN ({listed(viewer.hidden_ids)})"  # noqa: S608
    owners = {kind: {post.audience.owner_id or 0 for post in posts if post.audience.kind == kind} for kind in Kind}
    direct = {post.pk for post in posts if post.audience_id == Audience.DIRECT}
    asking = {post.pk for post in posts if post.extras.get("poll")}
    me = f"{viewer.identity_id or 0:d}"
    about_posts = ABOUT_POSTS.format(
        me=me,
        posts=listed([post.pk for post in posts]),
        parents=listed({post.reply_to_id for post in posts if post.reply_to_id}),
        hidden=hidden if viewer.hidden_ids else SUSPENDED,
        rule=viewer.rule("p.id", "p.author_id", "p.audience_id", "p.deleted_at"),
    )
    groups = [
        (NETWORK, owners[Kind.NETWORK]),
        (ORGANISATIONS, owners[Kind.ORGANISATION]),
        (CIRCLES, owners[Kind.CIRCLE]),
        (DIRECT, direct),
        (POLLS, asking),
    ]
    counts = [part.format(keys=listed(keys), suspended=SUSPENDED, me=me) for part, keys in groups if keys]
    return "".join([about_posts, *counts])
