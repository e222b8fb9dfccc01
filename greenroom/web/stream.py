"""The event stream: says that posts and notices wait, never what they say; two looks a second for all listeners."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from greenroom.web import watching
from greenroom.web.watching import Listener

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]

STREAM = "/stream/"
TICK = 1.0  # seconds between two looks
AGAIN = 5  # ticks until a change is counted once more: rows of slow transactions appear late
HEARTBEAT = 15.0  # seconds of silence until a comment is sent
PER_PERSON, IN_ALL = 8, 2_000  # open streams
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
END = b""


class Pulse:
    """All open streams of this process. Holds no thread per stream: one looks for everybody, one guards rights.

    Counting takes as long as it takes; rights are checked beside it, so that none outlives its end by two seconds.
    """

    def __init__(self) -> None:
        self.outboxes: dict[int, tuple[Listener, asyncio.Queue[bytes]]] = {}
        self.looks = ThreadPoolExecutor(1, thread_name_prefix="pulse")
        self.guard = ThreadPoolExecutor(1, thread_name_prefix="guard")
        self.beats: dict[str, asyncio.Task[None]] = {}
        self.is_closing = False

    async def serve(self, scope: Message, receive: Receive, send: Send) -> None:
        """One stream from its request to its end."""
        status, listener = await self._admit(scope)
        if listener is None:
            await send({"type": "http.response.start", "status": status, "headers": HEADERS[1:]})
            await send({"type": "http.response.body", "body": b""})
            return
        outbox: asyncio.Queue[bytes] = asyncio.Queue(maxsize=32)
        self.outboxes[id(listener)] = (listener, outbox)
        first = asyncio.ensure_future(self._say_what_waits([listener]))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await send({"type": "http.response.body", "body": b"retry: 5000\n\n", "more_body": True})
            self._start_beating()
            await self._forward(outbox, receive, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.outboxes.pop(id(listener), None)
            first.cancel()

    def close(self) -> None:
        """End every stream: the process wants to stop."""
        self.is_closing = True
        for _listener, outbox in list(self.outboxes.values()):
            _put(outbox, END)

    async def _admit(self, scope: Message) -> tuple[int, Listener | None]:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host, _port = split_domain_port(headers.get(b"host", ""))
        if scope["method"] != "GET":
            return 405, None
        if not validate_host(host, settings.ALLOWED_HOSTS):
            return 400, None
        if self.is_closing or len(self.outboxes) >= IN_ALL:
            return 503, None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        since = query.get("since", ["0"])[0]
        listener = await self.look(
            watching.admit,
            headers.get(b"cookie", ""),
            query.get("timeline", [""])[0],
            int(since) if since.isdecimal() and len(since) < 20 else 0,  # noqa: PLR2004 - 63 bits
        )
        if listener is None:
            return 401, None
        open_streams = Counter(other.person_id for other, _ in self.outboxes.values())
        return (429, None) if open_streams[listener.person_id] >= PER_PERSON else (200, listener)

    def _start_beating(self) -> None:
        for beat in (self._guard_rights, self._look_for_news):
            if beat.__name__ not in self.beats or self.beats[beat.__name__].done():
                self.beats[beat.__name__] = asyncio.get_running_loop().create_task(beat())

    async def _guard_rights(self) -> None:
        """While anybody listens: who still may."""
        while self.outboxes and not self.is_closing:
            await asyncio.sleep(TICK)
            listeners = self._listeners()
            try:
                admitted = await _asked(self.guard, watching.still_admitted, listeners)
            except Exception:  # noqa: BLE001 - whatever fails: rights that cannot be checked have ended
                admitted = set()
            self._end([listener for listener in listeners if id(listener) not in admitted])

    async def _look_for_news(self) -> None:
        """While anybody listens: is there anything new."""
        known: watching.Stamp = ()
        due_in = 0
        while self.outboxes and not self.is_closing:
            await asyncio.sleep(TICK)
            try:
                now = await self.look(watching.newest)
            except Exception:  # noqa: BLE001 - whatever fails: those who hear nothing come again
                self._end(self._listeners())
                continue
            due_in = max(due_in - 1, 0)
            if now != known or due_in == 1:
                due_in = AGAIN if now != known else 0
                known = now
                await self._say_what_waits(self._listeners())

    def _listeners(self) -> list[Listener]:
        return [listener for listener, _ in self.outboxes.values()]

    async def _say_what_waits(self, listeners: list[Listener]) -> None:
        """Send counts that changed; each listener is counted through their own eyes."""
        for listener in listeners:
            if id(listener) not in self.outboxes:
                continue
            try:
                waiting = await self.look(watching.waiting_for, listener)
            except Exception:  # noqa: BLE001 - whatever fails: those who hear nothing come again
                self._end([listener])
                continue
            self._say(listener, "notices", {"count": waiting.notices})
            if waiting.posts or (waiting.posts == 0 and "posts" in listener.said):  # taken back meanwhile [A6]
                text = watching.sentence(listener, waiting.posts) if waiting.posts else ""
                self._say(listener, "posts", {"count": waiting.posts, "text": text})

    def _say(self, listener: Listener, kind: str, data: dict[str, object]) -> None:
        """Put one event into the outbox unless it was the last of its kind."""
        words = json.dumps(data, ensure_ascii=False)
        if listener.said.get(kind) != words and id(listener) in self.outboxes:
            listener.said[kind] = words
            _put(self.outboxes[id(listener)][1], f"event: {kind}\ndata: {words}\n\n".encode())

    def _end(self, listeners: list[Listener]) -> None:
        for listener in listeners:
            if id(listener) in self.outboxes:
                _put(self.outboxes[id(listener)][1], END)

    async def _forward(self, outbox: asyncio.Queue[bytes], receive: Receive, send: Send) -> None:
        """Send what is put into the outbox until it ends or the reader has gone."""
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            while not gone.done():
                waiting = asyncio.ensure_future(outbox.get())
                await asyncio.wait({gone, waiting}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    waiting.cancel()
                words = waiting.result() if waiting.done() and not waiting.cancelled() else b":\n\n"
                if words == END or gone.done():
                    return
                await send({"type": "http.response.body", "body": words, "more_body": True})
        finally:
            gone.cancel()

    async def look[**Args, Result](
        self, ask: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
    ) -> Result:
        """Ask the database something in the one thread that looks."""
        return await _asked(self.looks, ask, *args, **kwargs)


async def _asked[**Args, Result](
    thread: ThreadPoolExecutor, ask: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
) -> Result:
    def asked() -> Result:
        close_old_connections()  # what a request does: let go of a connection that broke or is old
        return ask(*args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(thread, asked)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _put(outbox: asyncio.Queue[bytes], words: bytes) -> None:
    """Never wait for a slow reader: one whose outbox is full is ended."""
    while outbox.full():
        outbox.get_nowait()
        words = END
    outbox.put_nowait(words)
