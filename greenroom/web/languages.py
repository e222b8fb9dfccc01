"""Guests choose the language of the pages by a link; members have it in their settings."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

YEAR = 31_536_000


@require_safe
def speak(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language on this device and go back to where the link stood."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    origin = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(origin if is_ours else "/")
    reply = HttpResponseRedirect(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    reply.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return reply
