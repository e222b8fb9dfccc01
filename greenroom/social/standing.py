"""Where an identity stands: what it belongs to, whom it follows, blocks and mutes, read in one query."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from greenroom.kit.ids import first_id_at
from greenroom.social.models import Audience

# One statement by hand: every signed-in page begins with it, and the mapper needs longer to write it than a
# database to answer it. An organisation has keys of the same namespace and simply finds no person's rows.
EVERYTHING = """
SELECT 'organisation', a.id, a.owner_id, CASE WHEN a.starts_at = 'joining' THEN m.joined_at END
  FROM people_membership m
  JOIN people_organisation o ON o.identity_id = m.organisation_id AND o.closed_at IS NULL
  JOIN social_audience a ON a.owner_id = m.organisation_id AND a.closed_at IS NULL
 WHERE m.person_id = %(me)s AND m.ended_at IS NULL
UNION ALL
SELECT 'organisation', a.id, a.owner_id, NULL
  FROM social_audience a
  JOIN people_organisation o ON o.identity_id = a.owner_id AND o.closed_at IS NULL
 WHERE a.owner_id = %(me)s AND a.closed_at IS NULL
UNION ALL
SELECT 'circle', a.id, c.identity_id, CASE WHEN a.starts_at = 'joining' THEN m.joined_at END
  FROM social_circlemember m
  JOIN social_circle c ON c.identity_id = m.circle_id AND c.closed_at IS NULL
  JOIN social_audience a ON a.id = c.audience_id AND a.closed_at IS NULL
 WHERE m.person_id = %(me)s AND m.left_at IS NULL
UNION ALL
SELECT 'network', a.id,
       CASE m.role WHEN 'owner' THEN 3 WHEN 'administrator' THEN 2 ELSE 1 END,
       CASE WHEN a.starts_at = 'joining' THEN m.joined_at END
  FROM people_networkmembership m
  JOIN social_audience a ON a.kind = 'network' AND a.closed_at IS NULL
 WHERE m.person_id = %(me)s AND m.ended_at IS NULL
UNION ALL
SELECT CASE WHEN shows_boosts THEN 'follow' ELSE 'follow_quietly' END, followed_id, 0, NULL
  FROM social_follow WHERE follower_id = %(me)s
UNION ALL
SELECT 'block', blocked_id, 0, NULL FROM social_block WHERE blocker_id = %(me)s
UNION ALL
SELECT 'block', blocker_id, 0, NULL FROM social_block WHERE blocked_id = %(me)s
UNION ALL
SELECT 'mute', muted_id, 0, ends_at FROM social_mute WHERE muter_id = %(me)s
UNION ALL
SELECT 'tag', tag_id, 0, NULL FROM social_tagfollow WHERE identity_id = %(me)s
UNION ALL
SELECT 'elsewhere', m.identity_id, 0, NULL
  FROM social_peoplelist l
  JOIN social_listmember m ON m.people_list_id = l.id
 WHERE l.owner_id = %(me)s AND l.is_exclusive
UNION ALL
SELECT 'word' || '\x1f' || f.action || '\x1f' || CAST(f.contexts AS TEXT) || '\x1f' || f.title || '\x1f' || w.text,
       f.id, CASE WHEN w.is_whole_word THEN 1 ELSE 0 END, f.ends_at
  FROM social_filter f
  JOIN social_filterword w ON w.filter_id = f.id
 WHERE f.owner_id = %(me)s
"""
SEPARATOR = "\x1f"  # stands in no words: controls are cleaned away
PLAIN = {"block": "hidden", "mute": "muted", "tag": "tags", "elsewhere": "elsewhere"}


class FilterWord(NamedTuple):
    """A word of a running filter, with what is to happen where."""

    filter_id: int
    title: str
    hides: bool
    contexts: frozenset[str]
    text: str
    is_whole: bool


@dataclass
class Standing:
    """Keys only. `audiences` names for each closed group the lowest id that may be read, or None for all."""

    audiences: dict[int, int | None] = field(default_factory=dict)
    organisations: dict[int, int] = field(default_factory=dict)  # identity -> audience
    circles: dict[int, int] = field(default_factory=dict)  # identity -> audience
    followed: dict[int, bool] = field(default_factory=dict)  # identity -> boosts too
    hidden: set[int] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    tags: set[int] = field(default_factory=set)  # followed
    elsewhere: set[int] = field(default_factory=set)  # identities that an exclusive list keeps out of the home timeline
    words: list[FilterWord] = field(default_factory=list)  # of running filters
    network_rank: int = 0  # 3 owner, 2 administrator, 1 member, 0 not in the network

    @property
    def is_member(self) -> bool:
        """Whether the identity belongs to the network."""
        return Audience.NETWORK in self.audiences


def standing_of(identity_id: int) -> Standing:
    """Read everything that the rule of visibility and the timelines need to know of an identity."""
    standing, now = Standing(), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING, {"me": identity_id})
        for part, key, other, moment in cursor.fetchall():
            kind, *rest = part.split(SEPARATOR, 4)
            if kind not in PLAIN and kind != "word":
                _take(standing, kind, key, other, moment)
            elif moment is not None and _moment(moment) <= now:
                continue  # what has ended counts for nothing, tidied away or not
            elif rest:
                standing.words.append(_word(key, rest, is_whole=bool(other)))
            else:
                getattr(standing, PLAIN[kind]).add(key)
    standing.elsewhere &= standing.followed.keys()  # an entry on a list ends with the follow
    return standing


def _take(standing: Standing, part: str, key: int, other: int, since: datetime | str | None) -> None:
    if part in {"follow", "follow_quietly"}:
        standing.followed[key] = part == "follow"
        return
    standing.audiences[key] = _first_readable(since)
    if part == "organisation":
        standing.organisations[other] = key
    elif part == "circle":
        standing.circles[other] = key
    else:
        standing.network_rank = other


def _word(filter_id: int, told: list[str], *, is_whole: bool) -> FilterWord:
    action, contexts, title, text = told
    return FilterWord(filter_id, title, action == "hide", frozenset(json.loads(contexts)), text, is_whole)


def _first_readable(since: datetime | str | None) -> int | None:
    """The lowest id that a member who joined then may read."""
    return None if since is None else first_id_at(_moment(since))


def _moment(given: datetime | str) -> datetime:
    """SQLite hands times over as text in UTC."""
    moment = given if isinstance(given, datetime) else datetime.fromisoformat(given)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
