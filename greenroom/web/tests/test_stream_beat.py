"""The beat of the event stream goes on when the database was away for a moment."""

import asyncio

import pytest

from greenroom.web import stream, watching
from greenroom.web.watching import Listener, Waiting


@pytest.mark.fast
def test_a_failed_first_look_does_not_keep_a_stream_open(monkeypatch):
    looks = iter([RuntimeError("the database is away")])

    def newest():
        for trouble in looks:
            raise trouble
        return (1,)

    monkeypatch.setattr(watching, "newest", newest)
    monkeypatch.setattr(watching, "still_admitted", lambda _listeners: set())  # nobody may listen any more
    monkeypatch.setattr(watching, "waiting_for", lambda _listener: Waiting(None, 0))
    monkeypatch.setattr(watching, "admit", lambda *_given: Listener(1, "key", (), "en"))
    monkeypatch.setattr(stream, "TICK", 0.01)
    scope = {"method": "GET", "headers": [(b"host", b"localhost")], "query_string": b""}

    async def listen():
        async def send(_message):
            return None

        async def receive():
            await asyncio.Event().wait()

        await asyncio.wait_for(stream.Pulse().serve(scope, receive, send), timeout=5)

    asyncio.run(listen())
