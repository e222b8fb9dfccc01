"""The front of the server: streams are raw ASGI, everything else is Django's WSGI handler on the bridge."""

from django.conf import settings

from greenroom.config.bridge import Bridge, Receive, Scope, Send
from greenroom.config.wsgi import application as wsgi
from greenroom.web.stream import STREAM, Pulse

pulse = Pulse()
bridge = Bridge(wsgi, is_secure=settings.IS_SECURE, proxies=settings.TRUSTED_PROXIES)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the stream or to the pages."""
    if scope["type"] == "http":
        front = pulse.serve if scope["path"] == STREAM else bridge
        await front(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
