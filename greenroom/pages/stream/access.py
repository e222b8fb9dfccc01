"""From an address to a post, through the reader's eyes: hidden, deleted and never written are one 404."""

from django.http import Http404
from django.utils.translation import gettext

from greenroom.social import queries
from greenroom.social.models import Post
from greenroom.social.queries import PostView
from greenroom.web.page import GuestRequest


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
        raise Http404(gettext("There is nothing here.")) from None


def allowed(may: bool) -> None:  # noqa: FBT001 - reads as a sentence: allowed(view.may_edit)
    """Whoever may not do this finds nothing here."""
    if not may:
        raise Http404
