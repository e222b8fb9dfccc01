"""From an address to a post, through the reader's eyes: hidden, deleted and never written are one 404."""

from dataclasses import replace
from typing import Literal

from django.http import Http404

from greenroom.people import clearance
from greenroom.people.models import Identity
from greenroom.social import queries
from greenroom.social.models import Audience, Post
from greenroom.social.queries import PostView
from greenroom.web.page import GuestRequest, MemberRequest

type Right = Literal["may_edit", "may_narrow", "may_delete"]


def post_at(request: GuestRequest, handle: str, post_id: int) -> PostView:
    """The post at this address; a right id under a wrong name is an address that does not exist."""
    view = post_of_any_name(request, post_id)
    if view.author.handle != handle:
        raise Http404
    return view


def post_of_any_name(request: GuestRequest, post_id: int) -> PostView:
    """The post of this id, whoever the address says wrote it."""
    try:
        return queries.post_for(request.viewer, post_id)
    except Post.DoesNotExist:
        raise Http404 from None


def own_post_at(request: MemberRequest, handle: str, post_id: int, *, right: Right) -> PostView:
    """The post at this address for those who have this right to it: its author, or who speaks for that organisation.

    An author who is none of its readers any more cannot say something else there, but can take the words back.
    """
    view = with_rights_of_its_voice(request, post_at(request, handle, post_id))
    if not getattr(view, right):
        raise Http404
    return view


def with_rights_of_its_voice(request: GuestRequest, view: PostView) -> PostView:
    """The same view, with an author's rights where the reader may speak for the organisation that wrote it."""
    if request.person is None or view.author.kind != Identity.Kind.ORGANISATION:
        return view
    if not clearance.allows(request.person, "organisation.speak", view.author.pk):
        return view
    may_narrow = view.audience.kind != Audience.Kind.DIRECT
    return replace(view, may_edit=True, may_delete=True, may_narrow=may_narrow, may_pin=may_narrow)
