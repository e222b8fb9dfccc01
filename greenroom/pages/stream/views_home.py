"""Home: what was said to me, and what this is for those who are not signed in."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from greenroom.pages.stream import beginning, composer
from greenroom.pages.stream.feeds import cursor, feed
from greenroom.people.network import NETWORK_NAME
from greenroom.social import queries, timelines
from greenroom.web.page import GuestRequest, MemberRequest, page, public_page

FRONT_SIZE = 10


@public_page
@require_safe
def home(request: GuestRequest) -> HttpResponse:
    """The home timeline under a composer; for guests the front page."""
    if request.person is None:
        return _front(request)
    return _home(request)  # type: ignore[arg-type]


def _home(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    before = cursor(request)
    entries = timelines.home(request.viewer, before=before)
    context = feed(request, entries, label=gettext("Home timeline"), now=now)
    context["timeline"] = "home"
    if before is None:
        context["composer"] = composer.blank(request.person, viewer=request.viewer, comes_from="home")
        context["waiting_draft"] = queries.waiting_draft_of(request.person)
        context["beginning"] = beginning.beginning(request, entries, now=now)
    return page(request, "pages/stream/home.html", context, part="feed")


def _front(request: GuestRequest) -> HttpResponse:
    now = timezone.now()
    entries = timelines.local(request.viewer, before=cursor(request), limit=FRONT_SIZE)
    context = feed(request, entries, label=gettext("Newest public posts"), now=now)
    context["network_name"] = NETWORK_NAME.get()
    context["personas"] = resolve_url(settings.LOGIN_URL) if settings.IS_DEMO else ""
    return page(request, "pages/stream/front.html", context, part="feed")
