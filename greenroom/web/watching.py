"""What the event stream asks of the database: who listens, whether they still may, and what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.http.cookie import parse_cookie
from django.utils import timezone, translation
from django.utils.translation import ngettext

from greenroom.kit.models import Fact
from greenroom.people import sessions
from greenroom.people.models import Person
from greenroom.social import queries, timelines
from greenroom.social.events import PostDeleted, PostNarrowed, PostTakenDown
from greenroom.social.models import Boost, Notice, Post
from greenroom.social.visibility import viewer_of

type Timeline = Literal["home", "local", "network"]
TIMELINES: dict[str, Timeline] = {"home": "home", "local": "local", "network": "network"}
MOST = 40  # beyond, the button says "40 or more"
WITHDRAWALS = (PostNarrowed, PostDeleted, PostTakenDown)  # what waited for somebody may wait no more
CHUNK = 500  # keys in one query
type Stamp = tuple[Any, ...]


@dataclass
class Listener:
    """One open stream: whose it is, by which session, and what the page shows already."""

    person_id: int
    session_key: str
    stamp: Stamp
    language: str
    timeline: Timeline | None = None
    since: int = 0
    began_at: float = 0.0
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """What waits for a listener: newer posts (None when the page shows none) and unread notices."""

    posts: int | None
    notices: int


def admit(cookies: str, timeline: str, since: int) -> Listener | None:
    """The listener behind a Cookie header; None for guests, ended sessions and suspended people."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)  # as pages read it: an odd cookie hides no other
    if not key:
        return None
    opened = sessions.opened_by(key)
    if opened is None:
        return None
    person, store = opened
    stamp = (person.password, person.sessions_ended_at)
    began_at = sessions.began_at(store)
    return Listener(person.pk, key, stamp, person.language, TIMELINES.get(timeline), since, began_at)


def newest() -> Stamp:
    """The newest post, boost, notice and withdrawal of all: one query, the same for every listener."""
    tables = (Post._meta.db_table, Boost._meta.db_table, Notice._meta.db_table)  # noqa: SLF001 - their names
    columns = [f'(SELECT MAX(id) FROM "{table}")' for table in tables]  # noqa: S608 - our own tables
    columns += [f'(SELECT MAX(id) FROM "{Fact._meta.db_table}" WHERE name = %s)' for _ in WITHDRAWALS]  # noqa: S608, SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", [event.name() for event in WITHDRAWALS])
        return tuple(cursor.fetchone())


def still_admitted(listeners: Iterable[Listener]) -> set[int]:
    """The `id()` of those whose session lives and whose person may still sign in; two or three queries per 500."""
    everybody = list(listeners)
    alive: set[int] = set()
    for start in range(0, len(everybody), CHUNK):
        some = everybody[start : start + CHUNK]
        running = set(
            Session.objects.filter(
                session_key__in={one.session_key for one in some}, expire_date__gt=timezone.now()
            ).values_list("session_key", flat=True)
        )
        people = Person.objects.filter(
            pk__in={one.person_id for one in some}, is_active=True, identity__suspended_at__isnull=True
        ).values_list("pk", "password", "sessions_ended_at")
        stamps = {pk: stamp for pk, *stamp in people}
        over = sessions.over_for((one.began_at, one.person_id) for one in some)
        alive |= {
            id(one)
            for one in some
            if one.session_key in running
            and stamps.get(one.person_id) == [*one.stamp]
            and not (one.person_id in over and sessions.is_old(one.began_at))
        }
    return alive


def waiting_for(listener: Listener) -> Waiting:
    """Count through the listener's eyes, as they are now."""
    person = Person.objects.select_related("identity").get(pk=listener.person_id)
    viewer = viewer_of(person.identity)
    posts = None
    if listener.timeline:
        posts = timelines.waiting(viewer, listener.timeline, after=listener.since, cap=MOST)
    return Waiting(posts, queries.unread_notices(person, viewer))


def sentence(listener: Listener, count: int) -> str:
    """The words of the button, in the listener's language."""
    with translation.override(listener.language):
        if count >= MOST:
            return ngettext("%(count)d new post or more", "%(count)d new posts or more", count) % {"count": count}
        return ngettext("%(count)d new post", "%(count)d new posts", count) % {"count": count}
