"""The beat of the event stream: rights end in time, whatever counting costs and whatever fails."""

import asyncio
import itertools
import threading

import pytest

from greenroom.web import stream, watching
from greenroom.web.watching import Listener, Waiting

pytestmark = pytest.mark.fast
SCOPE = {"method": "GET", "headers": [(b"host", b"localhost")], "query_string": b""}


@pytest.fixture
def house(monkeypatch):
    """Nothing is new, everybody may listen; a test changes what it is about."""
    monkeypatch.setattr(stream, "TICK", 0.01)
    numbers = itertools.count(1)
    for name, answer in {
        "admit": lambda *_given: Listener(next(numbers), "key", (), "en"),
        "newest": lambda: (1,),
        "still_admitted": lambda listeners: {id(one) for one in listeners},
        "waiting_for": lambda _listener: Waiting(None, 0),
    }.items():
        monkeypatch.setattr(watching, name, answer)
    return lambda name, answer: monkeypatch.setattr(watching, name, answer)


def listen(count=1):
    """Open streams; returns what was sent when all have ended, and fails after five seconds."""
    heard = []

    async def send(message):
        heard.append(message.get("body", b"").decode())

    async def receive():
        await asyncio.Event().wait()

    async def all_of_them():
        pulse = stream.Pulse()
        await asyncio.wait_for(asyncio.gather(*(pulse.serve(SCOPE, receive, send) for _ in range(count))), timeout=5)

    asyncio.run(all_of_them())
    return "".join(heard)


def test_a_failed_first_look_does_not_keep_a_stream_open(house):
    def newest():
        raise RuntimeError("the database is away")

    house("newest", newest)

    listen()


def test_a_count_that_fails_ends_the_stream(house):
    def count(_listener):
        raise RuntimeError("the database is away")

    house("waiting_for", count)

    listen()


def test_rights_that_cannot_be_checked_have_ended(house):
    def still_admitted(_listeners):
        raise RuntimeError("the database is away")

    house("still_admitted", still_admitted)

    listen()


@pytest.mark.parametrize("counted", [0, 3], ids=["at the first count", "at a later one"])
def test_a_right_ends_while_others_are_still_counted(house, counted):
    counts, versions = itertools.count(), itertools.count()
    stuck, goes_on = threading.Event(), threading.Event()

    def count(_listener):
        if next(counts) >= counted:
            stuck.set()
            goes_on.wait(10)  # as long as hundreds of listeners, or one slow query
        return Waiting(None, 0)

    house("newest", lambda: (next(versions),))
    house("waiting_for", count)
    house("still_admitted", lambda listeners: set() if stuck.is_set() else {id(one) for one in listeners})
    try:
        listen(3)
    finally:
        goes_on.set()


def test_a6_a_listener_hears_that_nothing_waits_any_more(house):
    counts, versions, looks = iter([2, 0]), itertools.count(), itertools.count()
    house("newest", lambda: (next(versions),))
    house("waiting_for", lambda _listener: Waiting(next(counts, 0), 0))
    house("still_admitted", lambda listeners: {id(one) for one in listeners} if next(looks) < 20 else set())

    heard = listen()

    assert [line for line in heard.splitlines() if '"text"' in line] == [
        'data: {"count": 2, "text": "2 new posts"}',
        'data: {"count": 0, "text": ""}',
    ]


def test_a6_where_nothing_waited_nothing_is_said(house):
    looks = itertools.count()
    house("waiting_for", lambda _listener: Waiting(0, 0))
    house("still_admitted", lambda listeners: {id(one) for one in listeners} if next(looks) < 5 else set())

    assert "event: posts" not in listen()
