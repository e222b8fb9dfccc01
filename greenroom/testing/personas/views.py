"""The page of the personas of a demo world."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from greenroom.testing.personas.choice import persona, shown
from greenroom.web.page import GuestRequest, page, public_page

LIBRARY = "allauth.account.auth_backends.AuthenticationBackend"


@public_page
@require_http_methods(["GET", "POST"])
def personas(request: GuestRequest) -> HttpResponse:
    """Show the personas; a form with a handle signs in as one of them, without one it signs out."""
    if not settings.IS_DEMO:  # routed in a demo world alone; asked again, since it opens every door
        raise Http404
    way_on = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        become(request, request.POST.get("handle", ""))
        return redirect(way_on)
    return page(request, "testing/personas.html", {"personas": shown(), "next": way_on})


def become(request: GuestRequest, handle: str) -> None:
    """Sign in as the persona, marked as such: no second factor is asked of somebody who does not exist."""
    if not handle:
        logout(request)
        return
    identity = persona(handle)
    if identity is None:
        raise Http404
    logout(request)  # nothing of the last persona's session stays
    login(request, identity.person, backend=LIBRARY)
    request.session["demo_persona"] = handle


def safe(request: GuestRequest, address: str) -> str:
    """The address to go on to: one of ours, else home."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else "/"
