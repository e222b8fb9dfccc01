"""The outermost layer: every request gets a number, and one line in the log that does not say who read what."""

import logging
import secrets
import time
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from greenroom.kit.causes import because_of
from greenroom.web.requests import GuestRequest

log = logging.getLogger("greenroom.requests")
BROKEN = 500
HEADER = "X-Request-Id"
observers: list[Callable[..., None]] = []  # told of each request by its pattern; filled where figures are wanted


class JournalMiddleware:
    """Number, log line and `X-Request-Id` of a request. The route is its pattern: handles and ids stay out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the others answer, then write the line."""
        number = cast("GuestRequest", request).request_id = secrets.token_hex(8)
        began = time.perf_counter()
        with because_of(number):
            response = self.get_response(request)
        response.headers[HEADER] = number
        match = request.resolver_match
        route, seconds = f"/{match.route}" if match else "", time.perf_counter() - began
        log.log(
            logging.ERROR if response.status_code >= BROKEN else logging.INFO,
            "request",
            extra={
                "request_id": number,
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
            },
        )
        for observe in observers:
            observe(method=request.method or "", route=route, status=response.status_code, seconds=seconds)
        return response
