"""People whom one does not hear or see, and people who ask to follow."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.people import queries as people_queries
from greenroom.social import actions, queries
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Who asks to follow, and whom one has muted, blocked or refused as a match, each with the way back."""
    context = {
        "rows": queries.follow_requests_for(request.viewer),
        "muted": queries.muted_by(request.viewer),
        "blocked": queries.blocked_by(request.viewer),
        "avoided": queries.avoided_by(request.viewer),
        "part": "people",
    }
    return page(request, "pages/settings/people.html", context)


@member_page
@require_POST
def answer(request: MemberRequest, handle: str) -> HttpResponse:
    """Say yes, or with `refuse` no, to somebody who asked to follow; they are not told of a no."""
    follower = queries.asker_for(request.viewer, handle)
    if follower is None:
        raise Http404
    act = actions.refuse_follow if "refuse" in request.POST else actions.accept_follow
    try:
        act(identity=request.person.identity, follower=follower, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if "refuse" not in request.POST:
            messages.success(request, gettext("%(name)s follows you now.") % {"name": follower.display_name})
    return redirect("settings-people")


@member_page
@require_POST
def remove(request: MemberRequest, handle: str) -> HttpResponse:
    """Let somebody no longer follow oneself; they are not told and may follow again."""
    follower = people_queries.identity_by_handle(handle)
    if follower is None or not queries.tie(request.viewer, follower).is_followed_by:
        raise Http404
    signed: dict[str, Any] = {"by": request.person, "now": timezone.now()}
    actions.remove_follower(identity=request.person.identity, follower=follower, **signed)
    messages.success(request, gettext("%(name)s no longer follows you.") % {"name": follower.display_name})
    return redirect("followers", handle=request.person.identity.handle)
