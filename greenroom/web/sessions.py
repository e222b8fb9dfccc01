"""How long a session lasts: as its cookie says, and twelve hours for whoever hosts the network (trust, section 8)."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from greenroom.people import queries

OF_A_HOST = timedelta(hours=12).total_seconds()
KEY = "began_at"


def note_beginning(*, request: HttpRequest, **_kwargs: Any) -> None:
    """Called by the framework at each sign-in, whichever way it came."""
    request.session[KEY] = time.time()


def began_at(session: SessionBase) -> float:
    """When the session began; one from before this was noted is as old as can be."""
    noted = session.get(KEY)
    return noted if isinstance(noted, int | float) else 0.0


def is_over(session: SessionBase, person_id: int) -> bool:
    """Whether the person has to sign in again: who is a host is asked now, not remembered from the sign-in."""
    return bool(over_for([(began_at(session), person_id)]))


def over_for(sessions: Iterable[tuple[float, int]]) -> set[int]:
    """Of sessions as (beginning, person), the people whose old ones are over; no query while all are young."""
    old = {person_id for beginning, person_id in sessions if is_old(beginning)}
    return queries.hosts_among(old) if old else set()


def is_old(beginning: float) -> bool:
    """Whether a host's session would be over."""
    return time.time() - beginning >= OF_A_HOST
