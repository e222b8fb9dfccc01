"""How long a session lasts: as its cookie says, and twelve hours for whoever hosts the network (trust, section 8)."""

import hashlib
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from greenroom.people import queries
from greenroom.people.models import Membership, NetworkMembership, Person

OF_A_HOST = timedelta(hours=12).total_seconds()
KEY = "began_at"
BOTH = "both_factors"  # of a sign-in: its provider has asked for both
THROUGH, NEXT = "through", "through_next"  # the organisation by whose sign-on it began; 0 for the network's own


def note_beginning(*, request: HttpRequest, user: Any = None, **_kwargs: Any) -> None:
    """Called by the framework at each sign-in, whichever way it came."""
    request.session[KEY] = time.time()
    coming = request.session.pop(NEXT, None)
    request.session.pop(THROUGH, None)
    if isinstance(coming, list) and user is not None and coming[0] == user.pk:
        request.session[THROUGH] = coming[1]


def announce(session: SessionBase, *, person_id: int, organisation_id: int | None) -> None:
    """The sign-in that this browser is about to end comes through an organisation, or the network's own provider."""
    session[NEXT] = [person_id, organisation_id or 0]


def through_of(session: SessionBase) -> int | None:
    """Through which organisation the session began, 0 for the network's own provider; None for every other way."""
    through = session.get(THROUGH)
    return through if isinstance(through, int) else None


def still_belongs(person_id: int, through: int | None) -> bool:
    """Whether the membership that gave a session is still there."""
    if through is None:
        return True
    if through == 0:
        return NetworkMembership.objects.filter(person=person_id, ended_at__isnull=True).exists()
    return Membership.objects.filter(person=person_id, organisation=through, ended_at__isnull=True).exists()


def end_through(person_id: int, organisation_id: int | None) -> None:
    """End the person's sessions that an organisation's sign-on, or the network's own, has given."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in UserSession.objects.filter(user=person_id):
        session = store(row.session_key)
        if through_of(session) == (organisation_id or 0):
            session.delete()
            row.delete()


def began_at(session: SessionBase) -> float:
    """When the session began; one from before this was noted is as old as can be."""
    noted = session.get(KEY)
    return noted if isinstance(noted, int | float) else 0.0


def is_over(session: SessionBase, person_id: int) -> bool:
    """Whether the person has to sign in again: who is a host is asked now, not remembered from the sign-in."""
    return bool(over_for([(began_at(session), person_id)])) or not still_belongs(person_id, through_of(session))


def over_for(sessions: Iterable[tuple[float, int]]) -> set[int]:
    """Of sessions as (beginning, person), the people whose old ones are over; no query while all are young."""
    old = {person_id for beginning, person_id in sessions if is_old(beginning)}
    return queries.hosts_among(old) if old else set()


def is_old(beginning: float) -> bool:
    """Whether a host's session would be over."""
    return time.time() - beginning >= OF_A_HOST


def mark_of(session_key: str) -> str:
    """A fingerprint by which other rooms bind something to a session without holding its key."""
    return hashlib.sha256(f"session {session_key}".encode()).hexdigest()


def opened_by(session_key: str) -> tuple[Person, SessionBase] | None:
    """Who is signed in by the session and may be, outside a request; None for a guest and whoever may not any more.

    Not after signing out, ending the device, another password, a suspension, or its own end.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = get_user(SimpleNamespace(session=store, META={}))  # type: ignore[arg-type]
    if not isinstance(person, Person) or not person.is_active or person.identity.suspended_at is not None:
        return None
    return None if is_over(store, person.pk) else (person, store)


def is_alive(mark: str, person: Person) -> bool:
    """Whether the person's session with this fingerprint still opens pages."""
    keys = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    key = next((key for key in keys if mark_of(key) == mark), None)
    opened = opened_by(key) if key else None
    return opened is not None and opened[0].pk == person.pk


def marks_of_the_living(now: datetime) -> set[str]:
    """The fingerprints of all sessions that have neither been ended nor run out; one query."""
    keys = Session.objects.filter(expire_date__gt=now).values_list("session_key", flat=True)
    return {mark_of(key) for key in keys}
