"""Pages whose kind is decided by what stands behind the handle."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.pages.places import (
    doors,
    views_circles,
    views_listings,
    views_members,
    views_organisations,
    views_people,
)
from greenroom.people.models import Identity
from greenroom.web.page import GuestRequest, MemberRequest, member_page, public_page

Kind = Identity.Kind


@public_page
@require_GET
def place(request: GuestRequest, handle: str) -> HttpResponse:
    """The page of a person, an organisation or, for the people listed in it, a circle."""
    identity = doors.identity_for(request, handle)
    if identity.kind == Kind.PERSON:
        return views_people.profile(request, identity)
    if identity.kind == Kind.ORGANISATION:
        return views_organisations.organisation(request, identity)
    return views_circles.circle(request, identity)


@member_page
@require_GET
def people(request: MemberRequest, handle: str) -> HttpResponse:
    """The people of an organisation or circle, for those who belong to it."""
    identity = doors.identity_for(request, handle)
    if identity.kind == Kind.ORGANISATION:
        return views_organisations.people(request, identity)
    if identity.kind == Kind.CIRCLE:
        return views_listings.roster(request, identity.handle)
    raise Http404


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, handle: str) -> HttpResponse:
    """What an organisation or circle says about itself, for those who may change it."""
    identity = doors.identity_for(request, handle)
    if identity.kind == Kind.ORGANISATION:
        return views_organisations.edit(request, handle)
    if identity.kind == Kind.CIRCLE:
        return views_circles.edit(request, handle)
    raise Http404


@member_page
@require_http_methods(["GET", "POST"])
def leave(request: MemberRequest, handle: str) -> HttpResponse:
    """Leave an organisation or circle; the first step names the effect."""
    identity = doors.identity_for(request, handle)
    if identity.kind == Kind.ORGANISATION:
        return views_members.leave(request, identity)
    if identity.kind == Kind.CIRCLE:
        return views_circles.leave(request, handle)
    raise Http404
