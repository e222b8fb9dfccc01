"""`/metrics`: figures for the operator's own watch, behind a token; without one the address does not exist."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

PREFIX = "Bearer "


class Sources:
    """What lies outside the framework and has a figure; the server sets it when it starts."""

    open_streams: Callable[[], int] = staticmethod(lambda: 0)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in the words of Prometheus, for whoever knows GREENROOM_METRICS_TOKEN."""
    given = request.headers.get("Authorization", "")
    token = settings.METRICS_TOKEN
    if not token or not given.startswith(PREFIX) or not constant_time_compare(given.removeprefix(PREFIX), token):
        raise Http404
    from greenroom.web import figures

    return HttpResponse(figures.written(), content_type=figures.FORMAT, headers={"Cache-Control": "no-store"})
