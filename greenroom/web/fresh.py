"""Freshness: sensitive acts need somebody who has shown within 15 minutes that it is still them (trust, section 8)."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from greenroom.web.page import MemberRequest

FRESH_FOR = 15 * 60  # seconds
KEY = "fresh_at"


def mark_fresh(request: HttpRequest) -> None:
    """The person has just shown who they are."""
    request.session[KEY] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    """Whether that was within 15 minutes; personas of a demo world are always fresh."""
    if settings.IS_DEMO and "demo_persona" in request.session:
        return True
    shown_at = request.session.get(KEY)
    return isinstance(shown_at, int | float) and 0 <= time.time() - shown_at < FRESH_FOR


def fresh_required[**Rest](
    view: Callable[Concatenate[MemberRequest, Rest], HttpResponse],
) -> Callable[Concatenate[MemberRequest, Rest], HttpResponse]:
    """Below `member_page`: lead to a page that asks again, and back to this one."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else _page_of_the_form(request)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")

    return guarded


def _page_of_the_form(request: HttpRequest) -> str:
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else "/"
