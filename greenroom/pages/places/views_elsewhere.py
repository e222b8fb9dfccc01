"""What somebody passed on elsewhere and brought along: links, for whoever may see them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.pages.places import doors
from greenroom.pages.places.feeds import before_of
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


@public_page
@require_GET
def elsewhere(request: GuestRequest, handle: str) -> HttpResponse:
    """The links of a person, the latest first."""
    identity = doors.identity_for(request, handle)
    if identity.kind != Identity.Kind.PERSON:
        raise Http404
    rows = queries.outside_boosts(request.viewer, identity, before=before_of(request))
    context = {
        "identity": identity,
        "rows": rows,
        "older": f"?before={rows.last_id}" if rows.has_more else "",
        "is_own": request.person is not None and request.person.pk == identity.pk,
    }
    return page(request, "pages/places/elsewhere.html", context)


@member_page
@require_POST
def remove(request: MemberRequest, handle: str, link_id: int) -> HttpResponse:
    """Take a link of one's own away; for others there is nothing to take."""
    identity = doors.identity_for(request, handle)
    link = queries.link_for(request.viewer, identity, link_id) if identity.pk == request.person.pk else None
    if link is None:
        raise Http404
    actions.take_link_away(link=link, by=request.person, now=timezone.now())
    messages.success(request, gettext("The link is gone."))
    return redirect("place-elsewhere", handle=identity.handle)
