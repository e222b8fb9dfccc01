"""What a person does with their private feed."""

import secrets
from datetime import datetime

from django.db import transaction

from greenroom.fediverse.events import PrivateFeedEnded, PrivateFeedOpened
from greenroom.fediverse.models import PrivateFeed, digest_of
from greenroom.kit import audit
from greenroom.kit.facts import publish
from greenroom.kit.rows import insert
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Person

SECRET_BYTES = 32


@transaction.atomic
def open_feed(*, tells_closed_words: bool, by: Person, now: datetime) -> str:
    """Give the person a private feed; returns its secret, which is shown once and kept nowhere.

    A feed of before ends with it. Without `tells_closed_words` the feed says of posts that not everybody may read
    only who wrote, and to whom. Refuses, of two in one moment, the second, and whoever is suspended.
    """
    require_awake(by)
    _end(by, now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = PrivateFeed(
        person=by, secret_digest=digest_of(secret), tells_closed_words=tells_closed_words, created_at=now
    )
    insert(feed)
    publish(PrivateFeedOpened(at=now, person_id=by.pk))
    audit.record(action="feed.opened", actor_id=by.pk, now=now)
    return secret


@transaction.atomic
def end_feed(*, person: Person, by: Person | None, now: datetime) -> bool:
    """End the person's private feed: its address leads nowhere from now on. Says whether there was one.

    `by` is the person, or None where it ends as a consequence of something else.
    """
    if not _end(person, now):
        return False
    publish(PrivateFeedEnded(at=now, person_id=person.pk))
    audit.record(action="feed.ended", actor_id=by.pk if by else None, about_id=person.pk, now=now)
    return True


def note_use(*, feed: PrivateFeed, now: datetime) -> None:
    """Remember the day on which the feed was read last; one write a day at most."""
    if feed.last_used_date != now.date():
        PrivateFeed.objects.filter(pk=feed.pk, ended_at=None).update(last_used_date=now.date())


def _end(person: Person, now: datetime) -> bool:
    return bool(PrivateFeed.objects.filter(person=person, ended_at=None).update(ended_at=now))
