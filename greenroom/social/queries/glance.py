"""What stands beside every page of a person, in one query."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from greenroom.people.models import Person
from greenroom.social.models import Audience
from greenroom.social.queries.notices import MOST_UNREAD, not_hidden
from greenroom.social.visibility import Viewer, listed

MOST_LETTERS = 100
MOST_MENTIONS = 500  # the newest mentions of somebody, among which unread letters are counted
MOST_DRAFTS = 200
NOTICE, LETTER, DRAFT = 1, 2, 3

# By hand: every page of everybody who is signed in asks this, and the mapper needs twenty times as long to write it as
# a database to answer it. The first part says what `unread_rows` says; a test holds the two together. The letters are
# those to the viewer that came after the last one that they read or wrote in the thread, looked for among the newest
# 500 mentions, so that fame does not make every page slow. An empty list is 0, since nobody has that key.
NOTICES = """
SELECT 1, n.id, n.post_id FROM social_notice n JOIN people_identity a ON a.id = n.actor_id
 WHERE n.recipient_id = %(me)s AND n.dismissed_at IS NULL AND a.suspended_at IS NULL
   AND n.id > COALESCE((SELECT k.last_id FROM social_marker k
                         WHERE k.person_id = %(person)s AND k.timeline = 'notices'), 0)
   AND (n.post_id IS NULL OR EXISTS (SELECT 1 FROM social_post p WHERE p.id = n.post_id AND {rule}))
   AND (n.circle_id IS NULL OR n.circle_id IN ({circles})) AND n.actor_id NOT IN ({hidden})
   AND n.actor_id NOT IN (SELECT u.muted_id FROM social_mute u
                           WHERE u.muter_id = %(me)s AND u.mutes_notices
                             AND (u.ends_at IS NULL OR u.ends_at > %(now)s))
 ORDER BY n.id DESC LIMIT {notices}
"""
LETTERS = """
SELECT 2, p.thread_id, 0 FROM social_post p
 WHERE p.id IN (SELECT latest.post_id FROM (SELECT m.post_id FROM social_mention m WHERE m.identity_id = %(me)s
                                             ORDER BY m.post_id DESC LIMIT {mentions}) latest)
   AND p.audience_id = {direct} AND p.author_id <> %(me)s AND p.author_id NOT IN ({muted}) AND {rule}
   AND p.id > COALESCE((SELECT c.read_up_to FROM social_conversation c
                         WHERE c.identity_id = %(me)s AND c.thread_id = p.thread_id), 0)
   AND NOT EXISTS (SELECT 1 FROM social_post o WHERE o.thread_id = p.thread_id AND o.id > p.id
                      AND o.author_id = %(me)s AND o.audience_id = {direct})
 ORDER BY p.id DESC LIMIT {letters}
"""
DRAFTS = """
SELECT 3, d.id, 0 FROM social_draft d WHERE d.person_id = %(person)s
 ORDER BY d.updated_at DESC, d.id DESC LIMIT {drafts}
"""
PARTS = (NOTICES, LETTERS, DRAFTS)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What waits for somebody."""

    unread: int  # notices, at most 100
    conversations: int  # with letters that are not read, at most 100
    drafts: int
    latest_draft: int | None


def glance_of(person: Person, viewer: Viewer) -> Glance:
    """Unread notices and conversations of the viewer and drafts of the person.

    One query; a second one where the viewer's filters hide notices and some are unread.
    """
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        asked = {"me": viewer.identity_id or 0, "person": person.pk, "now": now}
        cursor.execute(_statement(viewer), asked)
        found = cursor.fetchall()
    mine = [key for part, key, _about in found if part == DRAFT]
    return Glance(
        unread=not_hidden(viewer, [about for part, _key, about in found if part == NOTICE]),
        conversations=len({key for part, key, _about in found if part == LETTER}),
        drafts=len(mine),
        latest_draft=mine[0] if mine else None,
    )


def _statement(viewer: Viewer) -> str:
    """The three parts, about one viewer; keys alone are written into it."""
    whole = " UNION ALL ".join(f"SELECT * FROM ({part}) part{number}" for number, part in enumerate(PARTS))  # noqa: S608 - our own words
    return whole.format(
        rule=viewer.rule("p.id", "p.author_id", "p.audience_id", "p.deleted_at"),
        circles=listed(viewer.circle_ids),
        hidden=listed(viewer.hidden_ids or {0}),
        muted=listed(viewer.muted_ids or {0}),
        direct=Audience.DIRECT,
        mentions=MOST_MENTIONS,
        notices=MOST_UNREAD,
        letters=MOST_LETTERS,
        drafts=MOST_DRAFTS,
    )
