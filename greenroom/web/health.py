"""Two addresses for those who run it: is the process up, and can it work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from greenroom.web.versions import is_behind

_PLAIN = "text/plain; charset=utf-8"


class _Tables:
    """Asked of the database until it says yes once; a running process does not lose tables."""

    are_there = False


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The process answers."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The database answers and has this version's tables; 503 with a sentence otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _Tables.are_there:
            if is_behind():
                return HttpResponse("The database is not at this version: run 'greenroom migrate'.\n", _PLAIN, 503)
            _Tables.are_there = True
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", _PLAIN, 503)
    return HttpResponse("ready\n", content_type=_PLAIN)
