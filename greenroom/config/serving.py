"""One process that serves: granian inside our own event loop, so that stopping is ours to time."""

import asyncio
import gc
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

from greenroom.config.supervisor import BEHIND, answers

if TYPE_CHECKING:
    from greenroom.web.stream import Pulse

STOP_WITHIN = 3  # seconds for what is in hand; open streams would otherwise hold the process for ever
MANY_AT_ONCE = 4096  # requests and open streams together
COLOURS_EVERY = 5  # seconds

log = logging.getLogger(__name__)


def serve(host: str, port: int, *, opening_code: bool = False) -> int:
    """Serve until SIGTERM or SIGINT. Django must be set up.

    `opening_code` prints the code by which the first visitor of an empty network becomes its owner.
    """
    from django.conf import settings
    from django.urls import get_resolver

    from greenroom.config.asgi import application, pulse
    from greenroom.web import identities, versions

    if versions.is_behind():
        if not opening_code:  # `up` asks for the code, and brings the database there itself
            print("greenroom: the database is not at this version: run 'greenroom migrate'.", file=sys.stderr)
        return BEHIND
    get_resolver().url_patterns  # noqa: B018 - loads every view now: what is broken fails at the start
    identities.refresh()
    if opening_code:
        _print_opening_code(settings.PUBLIC_URL)
    gc.collect()
    gc.freeze()  # what is loaded now stays: later collections need not look at it
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    asyncio.run(_run(application, pulse, host, port, f"Greenroom is at {settings.PUBLIC_URL}"))
    # A page still being made must not hold the process: its transaction rolls back.
    os._exit(0)


def _print_opening_code(address: str) -> None:
    """The code proves that whoever enters it reads this terminal."""
    from django.utils import timezone

    from greenroom.people import actions

    code = actions.first_run_code(now=timezone.now())
    if code:
        print(f"This network is empty. Open {address}/first-run/ and enter the code {code}.", flush=True)


async def _run(application: object, pulse: "Pulse", host: str, port: int, greeting: str) -> None:
    from granian.constants import HTTPModes, Interfaces
    from granian.server.embed import Server

    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=MANY_AT_ONCE,
        runtime_threads=1,
        runtime_blocking_threads=1,
        log_enabled=False,
    )
    server.workers_kill_timeout = STOP_WITHIN
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    serving = loop.create_task(server.serve())
    stopping = loop.create_task(stop.wait())
    beside = [loop.create_task(_greet(host, port, greeting)), loop.create_task(_keep_colours(pulse))]
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in beside:
        task.cancel()
    pulse.close()
    if not serving.done():
        server.stop()  # type: ignore[no-untyped-call]
        await asyncio.wait({serving}, timeout=STOP_WITHIN)


async def _greet(host: str, port: int, greeting: str) -> None:
    """Print the address once somebody who reads it can be answered."""
    while not answers(host, port):  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.02)
    print(greeting, flush=True)


async def _keep_colours(pulse: "Pulse") -> None:
    """Notice within seconds when another process changed the colour of an organisation."""
    from greenroom.web import identities

    while True:
        await asyncio.sleep(COLOURS_EVERY)
        try:
            await pulse.look(identities.refresh)
        except Exception:
            log.exception("colours")
