"""Follow and block: one button each, and a second step before a block."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.places import doors, views_organisations, views_people
from greenroom.pages.stream.addresses import back_from, of_identity
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.web.page import MemberRequest, member_page, page

type Tie = Callable[..., object]  # a verb with identity, target, by and now

SECOND_STEPS = ("/block/", "/mute/")  # pages that only led here


@member_page
@require_POST
def follow(request: MemberRequest, handle: str) -> HttpResponse:
    """Follow or, where followers are approved, ask to; `undo` ends the one and takes the other back."""
    return turned(request, other(request, handle), actions.follow, actions.unfollow)


@member_page
@require_POST
def bell(request: MemberRequest, handle: str) -> HttpResponse:
    """Hear of every post by somebody whom one follows, or with `undo` no longer; they are not told."""
    return turned(request, other(request, handle), actions.ring, actions.unring)


@member_page
@require_http_methods(["GET", "POST"])
def block(request: MemberRequest, handle: str) -> HttpResponse:
    """Block after a page that names the effect, or with `undo` lift the block."""
    identity = other(request, handle)
    if request.method == "GET":
        return page(request, "pages/places/block.html", {"identity": identity})
    return turned(request, identity, actions.block, actions.unblock)


def other(request: MemberRequest, handle: str) -> Identity:
    """The person or organisation that a tie is about; circles have none."""
    identity = doors.identity_for(request, handle)
    if identity.kind == Identity.Kind.CIRCLE:
        raise Http404
    return identity


def signed(request: MemberRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.person, "now": timezone.now()}


def turned(request: MemberRequest, identity: Identity, do: Tie, undo: Tie) -> HttpResponse:
    """Tie oneself to somebody, or with `undo` end that."""
    act = undo if "undo" in request.POST else do
    return done(request, identity, lambda: act(identity=request.person.identity, target=identity, **signed(request)))


def done(request: MemberRequest, identity: Identity, act: Callable[[], object]) -> HttpResponse:
    """Back to where the button was; a refusal is shown on the page of the other side."""
    try:
        act()
    except ValidationError as refusal:
        show = views_people.profile if identity.kind == Identity.Kind.PERSON else views_organisations.organisation
        return show(request, identity, refusal=refusal)
    here = of_identity(identity.handle)
    back = back_from(request, otherwise=here)
    return redirect(here if back.endswith(SECOND_STEPS) else back)
