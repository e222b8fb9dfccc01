"""The search page: what somebody looks for, or how to look for something."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.pages.search.narrowing import narrowing_of
from greenroom.pages.search.results import Search
from greenroom.social.search import with_operators
from greenroom.web.page import GuestRequest, page, public_page


@public_page
@require_safe
def search(request: GuestRequest) -> HttpResponse:
    """Results that the reader may read; without words, what can be typed. What was typed stays in the box."""
    typed = request.GET.get("q", "")
    if "narrow" in request.GET:
        return redirect(f"{request.path}?{urlencode({'q': narrowed(request, typed)})}")
    found = Search(request, typed, now=timezone.now())
    context = found.context() if typed.strip() else {}
    context |= {"typed": typed, "kind": found.kind, "troubles": found.posts.troubles}
    context["narrow"] = narrowing_of(request.viewer, found.query)
    return page(
        request, "pages/search/search.html", context, part="results", status=422 if context["troubles"] else 200
    )


def narrowed(request: GuestRequest, typed: str) -> str:
    """The search with what was chosen in the form beside it."""
    author, place, language = (request.GET.get(name, "") for name in ("from", "in", "lang"))
    return with_operators(typed, author=author, place=place, language=language)
