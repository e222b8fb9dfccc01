"""The front of the server: streams are raw ASGI, everything else is Django's WSGI handler on the bridge."""

import logging
from contextlib import suppress

from django.conf import settings
from django.db import close_old_connections

from greenroom.config.bridge import Bridge, Receive, Scope, Send
from greenroom.config.wsgi import application as wsgi
from greenroom.kit.doctor.machine import SEEN
from greenroom.web.journal import observers
from greenroom.web.metrics import Sources
from greenroom.web.stream import STREAM, Pulse
from greenroom.web.watching import admit

log = logging.getLogger(__name__)


def note_proxy(address: str) -> None:
    """For `greenroom doctor`: somebody nearby names the addresses of others, and is not listed."""
    log.warning("a proxy at %s is not listed in GREENROOM_PROXIES", address)
    with suppress(OSError):
        (settings.DATA_DIR / SEEN).write_text(address, encoding="ascii")


def is_somebody(cookies: str) -> bool:
    """Whether the session behind a Cookie header is somebody's who may sign in."""
    try:
        return admit(cookies, "", 0) is not None
    finally:
        close_old_connections()


pulse = Pulse()
Sources.open_streams = staticmethod(lambda: len(pulse.outboxes))
if settings.METRICS_TOKEN:
    from greenroom.web.figures import count

    observers.append(count)
bridge = Bridge(wsgi, is_secure=settings.IS_SECURE, proxies=settings.TRUSTED_PROXIES, met=note_proxy, knows=is_somebody)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the stream or to the pages."""
    if scope["type"] == "http":
        front = pulse.serve if scope["path"] == STREAM else bridge
        await front(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
