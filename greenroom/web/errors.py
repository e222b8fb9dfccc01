"""Pages for what went wrong: a plain sentence in the reader's language, what they can do, and their words kept."""

import sys
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from greenroom.web.troubles import Trouble, trouble_of
from greenroom.web.typed import typed_words


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words of one page. `framed` pages show the rail, for which the database must answer."""

    status: int
    title: str | Promise
    say: str | Promise
    more: str | Promise = ""
    framed: bool = False


BAD = Said(
    status=400,
    title=_("This request cannot be read"),
    say=_("The address or the form came in a shape that Greenroom does not understand. Nothing was changed."),
)
REFUSED = Said(status=403, title=_("This is not yours to do"), say=_("Nothing was changed."), framed=True)
FORGED = Said(
    status=403,
    title=_("Send this once more"),
    say=_("The page was open for long, or you signed in again in the meantime. Nothing was sent."),
)
ABSENT = Said(
    status=404,
    title=_("Nothing here that you can read"),
    say=_("It may have been deleted, it may be for other people, or it never was. This page says the same each time."),
    more=_("If somebody sent you the link, ask them whether you are in the audience."),
    framed=True,
)
NOT_SO = Said(
    status=405,
    title=_("This address takes another kind of request"),
    say=_("It belongs to a button or a form. Go to the page that holds it."),
    framed=True,
)
TOO_LARGE = Said(
    status=413,
    title=_("That is too much for one form"),
    say=_("A form takes up to 1 MB of words. Nothing was changed; go back, and your browser still has your words."),
)
FILES_TOO_LARGE = Said(
    status=413,
    title=_("That is too much for one form"),
    say=_(
        "Pictures may have 16 MB together in one form: send them one after another, or save them smaller. An archive"
        " may have 200 MB. Nothing was changed; go back, and your browser still has your words."
    ),
)
BROKEN = Said(
    status=500,
    title=_("Something broke on our side"),
    say=_("It was written down with the number below. Nothing that you saved before is lost."),
)
TROUBLES = {
    Trouble.FULL: Said(
        status=503,
        title=_("The disk of this server is full"),
        say=_("Nothing was saved just now, and nothing that was saved before is lost. Whoever runs it must make room."),
    ),
    Trouble.BUSY: Said(
        status=503,
        title=_("Too much at once"),
        say=_("The database was busy for too long. Nothing was changed; send it again in a moment."),
    ),
    Trouble.AWAY: Said(
        status=503,
        title=_("The database does not answer"),
        say=_("Nothing was changed. Try again in a moment; whoever runs this server can see why."),
    ),
}


def show(request: HttpRequest, said: Said, *, say: str = "", keeps_words: bool = False) -> HttpResponse:
    """The page, or the sentence alone for scripts; never fails because the reader is unknown."""
    if not hasattr(request, "person"):
        translation.activate(translation.get_language_from_request(request))
    sentence = say or str(said.say)
    if _asks_for_a_part(request):
        return HttpResponse(sentence, status=said.status, content_type="text/plain; charset=utf-8")
    words = typed_words(request) if keeps_words else []
    context = {
        "said": said,
        "say": sentence,
        "layout": "web/base.html" if said.framed else "web/alone.html",
        "request_id": getattr(request, "request_id", "") if said.status >= 500 else "",  # noqa: PLR2004 - ours to look up
        "words": words,
        "action": request.get_full_path() if words and _is_from_here(request) else "",
    }
    response = render(request, "web/error.html", context, status=said.status)
    if said.status == TROUBLES[Trouble.BUSY].status:
        response.headers["Retry-After"] = "30"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where the request was larger than a form may be."""
    return show(request, TOO_LARGE if isinstance(exception, RequestDataTooBig | TooManyFieldsSent) else BAD)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403."""
    return show(request, REFUSED)


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """404: the same bytes for hidden, deleted and never existing."""
    return show(request, ABSENT)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where disk or database are to blame."""
    trouble = trouble_of(sys.exc_info()[1])
    return show(request, TROUBLES[trouble] if trouble else BROKEN, keeps_words=True)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403 for a form whose proof of origin is missing or old; the words come back."""
    return show(request, FORGED, keeps_words=True)


def _asks_for_a_part(request: HttpRequest) -> bool:
    return "X-Part" in request.headers or "text/html" not in request.headers.get("Accept", "text/html")


def _is_from_here(request: HttpRequest) -> bool:
    """Only words that were typed on our own pages are offered for sending again with one button."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())
