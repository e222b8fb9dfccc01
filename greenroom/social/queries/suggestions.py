"""Whom the viewer could follow, asked of the database: two queries besides the viewer's own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from django.db import connection

from greenroom.people.models import Identity
from greenroom.social.suggesting import FEW, Graph, Suggestion, suggest
from greenroom.social.visibility import Viewer, listed

MOST_BRIDGES = 300  # people whom one follows, drawn anew each day from more
MOST_BETWEEN = 400  # people at distance two whose follows are read for distance three
MOST_TIES = 40_000
MOST_NAMED = 3  # bridges that are named beside the sentence

# By hand: the mapper writes no limited parts. People who are here, on both sides of each tie.
AROUND = """
SELECT 'tie', f.follower_id, f.followed_id, o.identity_id, o.sector
  FROM social_follow f
  JOIN people_identity r ON r.id = f.follower_id AND r.suspended_at IS NULL
  JOIN people_person q ON q.identity_id = f.follower_id AND q.claimed_at IS NOT NULL
  JOIN people_identity i ON i.id = f.followed_id AND i.suspended_at IS NULL
  JOIN people_person p ON p.identity_id = f.followed_id AND p.claimed_at IS NOT NULL
  LEFT JOIN people_membership m ON m.person_id = f.followed_id AND m.ended_at IS NULL
  LEFT JOIN people_organisation o ON o.identity_id = m.organisation_id AND o.closed_at IS NULL
 WHERE f.follower_id IN ({from_whom})
   AND (m.id IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM people_networkmembership n WHERE n.person_id = f.followed_id)
        OR EXISTS (SELECT 1 FROM people_networkmembership n WHERE n.person_id = f.followed_id AND n.ended_at IS NULL))
"""
BETWEEN = """
SELECT DISTINCT followed_id FROM social_follow WHERE follower_id IN ({bridges}) ORDER BY followed_id LIMIT {most}
"""
ABOUT = """
SELECT 'home', m.person_id, 0, o.identity_id, o.sector
  FROM people_membership m
  JOIN people_organisation o ON o.identity_id = m.organisation_id AND o.closed_at IS NULL
 WHERE m.person_id IN ({people}) AND m.ended_at IS NULL
UNION ALL
SELECT 'never', refused_id, 0, 0, NULL FROM social_suggestionrefused WHERE owner_id = {me}
UNION ALL
SELECT 'never', followed_id, 0, 0, NULL FROM social_followrequest WHERE follower_id = {me}
UNION ALL
SELECT 'never', avoided_id, 0, 0, NULL FROM social_avoid WHERE owner_id = {me}
UNION ALL
SELECT 'never', owner_id, 0, 0, NULL FROM social_avoid WHERE avoided_id = {me}
"""


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """Somebody to follow, what is true of the way there, and a few of those who lead there."""

    identity: Identity
    reason: Suggestion
    bridges: list[Identity]  # of those whom the sentence counts

    @property
    def has_more_bridges(self) -> bool:
        """Whether the sentence counts more than are named."""
        return len(self.reason.counted) > len(self.bridges)


def suggestions_for(viewer: Viewer, *, day: date, limit: int = 8) -> list[Suggested]:
    """People beyond the viewer's employer, sector and contacts; the same for the whole day, never by fame.

    Nobody whom the viewer follows, asked to follow, muted, refused or avoids, or who avoids the viewer, nobody with
    a block between, suspended, known from a file alone, who has left, or of the same organisation. The way leads over
    nobody with a block between either, nor over the muted: whom these follow is not the viewer's to know.
    """
    if viewer.identity is None or not viewer.followed_ids:
        return []
    me = viewer.identity.pk
    bridges = _drawn(viewer.followed_ids - viewer.hidden_ids - viewer.muted_ids, me, day)
    graph, never = _around(me, bridges, hidden=viewer.hidden_ids)
    excluded = never | viewer.muted_ids | viewer.hidden_ids | viewer.followed_ids
    found = suggest(me, graph, excluded=excluded, day=day, limit=limit)
    named = {key for one in found for key in one.counted[:MOST_NAMED]}
    identities = Identity.objects.in_bulk({*named, *(one.key for one in found)}) if found else {}
    return [
        Suggested(
            identity=identities[one.key],
            reason=one,
            bridges=[identities[key] for key in one.counted[:MOST_NAMED] if key in identities],
        )
        for one in found
        if one.key in identities
    ]


def _drawn(followed: frozenset[int], me: int, day: date) -> list[int]:
    """Those through whom the way leads: all whom one follows, or of very many some of the day's own."""

    def lot(key: int) -> bytes:
        return blake2b(f"{day.isoformat()} {me} {key}".encode(), digest_size=8).digest()

    return sorted(followed, key=lot)[:MOST_BRIDGES]


def _around(me: int, bridges: list[int], *, hidden: frozenset[int]) -> tuple[Graph, set[int]]:
    """Who follows whom around the viewer, the hidden aside, with houses and sectors; and whom not to suggest."""
    follows: defaultdict[int, set[int]] = defaultdict(set)
    houses: defaultdict[int, set[int]] = defaultdict(set)
    sectors: defaultdict[int, set[str]] = defaultdict(set)
    never: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(_statement(me, bridges))
        for kind, one, other, house, sector in cursor.fetchall():
            if kind == "never":
                never.add(one)
                continue
            somebody = one if kind == "home" else other
            if house:
                houses[somebody].add(house)
            if sector:
                sectors[somebody].add(sector)
            if kind == "tie" and not {one, other} & hidden:
                follows[one].add(other)
    follows[me] = set(bridges)
    return Graph(follows=follows, houses=houses, sectors=sectors), never


def _statement(me: int, bridges: list[int]) -> str:
    ties = [AROUND.format(from_whom=listed(bridges))]
    if len(bridges) <= FEW:
        between = BETWEEN.format(bridges=listed(bridges), most=MOST_BETWEEN)
        ties.append(AROUND.format(from_whom=f"SELECT followed_id FROM ({between}) between_them"))  # noqa: S608 - keys alone
    limited = (f"SELECT * FROM ({tie} LIMIT {MOST_TIES:d}) part{number}" for number, tie in enumerate(ties))  # noqa: S608
    return " UNION ALL ".join([*limited, ABOUT.format(me=f"{me:d}", people=listed([*bridges, me]))])
