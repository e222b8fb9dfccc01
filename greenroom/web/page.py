"""How a view says who may come, and shows its page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from greenroom.web.requests import GuestRequest, MemberRequest

__all__ = ["GuestRequest", "MemberRequest", "member_page", "page", "public_page"]

type View[Request: HttpRequest, **Rest] = Callable[Concatenate[Request, Rest], HttpResponse]


def member_page[**Rest](view: View[MemberRequest, Rest]) -> View[HttpRequest, Rest]:
    """For people who are signed in; a guest is led to the sign-in and back to the same address afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return redirect_to_login(_way_back(request), resolve_url(settings.LOGIN_URL))
        return view(cast("MemberRequest", request), *args, **kwargs)

    return guarded


def public_page[**Rest](view: View[GuestRequest, Rest]) -> View[HttpRequest, Rest]:
    """For guests too: `request.person` may be None, and `request.viewer` then sees what everybody sees."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        return view(cast("GuestRequest", request), *args, **kwargs)

    return opened


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or its named partial `part` alone when the browser asks for it by `X-Part: <name>`."""
    wanted = part is not None and request.headers.get("X-Part") == part
    response = render(request, f"{template}#{part}" if wanted else template, context, status=status)
    if part is not None:
        patch_vary_headers(response, ["X-Part"])
    return response


def _way_back(request: HttpRequest) -> str:
    """Where to go after the sign-in: this page, or for a form the page that held it."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    origin = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(origin)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"
