"""Feeds that are the same question to everybody: what is said here, in the network, under a tag; and what I keep."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from greenroom.kit import text
from greenroom.pages.stream.feeds import cursor, feed
from greenroom.social import queries, timelines
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


@public_page
@require_safe
def local(request: GuestRequest) -> HttpResponse:
    """Every public and network post that the reader may read."""
    entries = timelines.local(request.viewer, before=cursor(request))
    context = feed(request, entries, label=gettext("Posts of everybody here"), now=timezone.now())
    return page(request, "pages/stream/local.html", {**context, "timeline": "local"}, part="feed")


@member_page
@require_safe
def network(request: MemberRequest) -> HttpResponse:
    """What members say to the network; who does not belong to it reads why the page is empty."""
    entries = timelines.network(request.viewer, before=cursor(request))
    context = feed(request, entries, label=gettext("Posts to the network"), now=timezone.now())
    context |= {"timeline": "network", "is_member": request.viewer.is_member}
    return page(request, "pages/stream/network.html", context, part="feed")


@public_page
@require_safe
def tag(request: GuestRequest, name: str) -> HttpResponse:
    """Posts that carry a tag. A tag that nobody used and one used only where the reader may not look are alike."""
    if text.tags(f"#{name}") != [name]:
        raise Http404
    entries = timelines.tag(request.viewer, name, before=cursor(request))
    context = feed(request, entries, label=gettext("Posts tagged #%(tag)s") % {"tag": name}, now=timezone.now())
    context |= {"tag": name, "is_followed": queries.follows_tag(request.viewer, name)}
    return page(request, "pages/stream/tag.html", context, part="feed")


@member_page
@require_safe
def kept(request: MemberRequest) -> HttpResponse:
    """What the reader keeps, newest keeping first; nobody else sees it."""
    entries = timelines.kept(request.viewer, before=cursor(request))
    context = feed(request, entries, label=gettext("Kept posts"), now=timezone.now())
    return page(request, "pages/stream/kept.html", context, part="feed")
