"""Notices: what needs me."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from greenroom.pages.stream import addresses
from greenroom.pages.stream.feeds import cursor
from greenroom.pages.stream.tidings import days_of
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.models import Notice
from greenroom.web.page import MemberRequest, member_page, page

TIMELINE = "notices"


@member_page
@require_safe
def notices(request: MemberRequest) -> HttpResponse:
    """Who asks to follow first, then what happened, by day; what is new since the last look is marked."""
    before = cursor(request)
    seen = queries.marker_of(request.person, TIMELINE)
    found = queries.notices_for(request.viewer, before=before, seen=seen)
    newest = found.newest_id or 0 if before is None else 0
    context = {
        "requests": [] if before else queries.follow_requests_for(request.viewer),
        "days": days_of(found.groups, now=timezone.now()),
        "older": f"?before={found.oldest_id}" if found.has_more else "",
        "newest": newest,
        "has_unseen": newest > seen,
    }
    return page(request, "pages/stream/notices.html", context, part="notices")


@member_page
@require_POST
def seen(request: MemberRequest) -> HttpResponse:
    """Everything up to the newest shown has been looked at."""
    actions.mark_seen(person=request.person, timeline=TIMELINE, last_id=_number(request, "up_to"), now=timezone.now())
    return redirect("notices")


@member_page
@require_POST
def dismiss(request: MemberRequest) -> HttpResponse:
    """Take away one group of notices, or all of them."""
    kind = request.POST.get("kind", "")
    if kind and kind not in Notice.Kind.values:
        raise Http404
    post_id = _number(request, "post") or None
    actions.dismiss_notices(
        identity=request.person.identity,
        kind=kind or None,
        post_id=post_id,
        up_to=_number(request, "up_to"),
        by=request.person,
        now=timezone.now(),
    )
    return redirect("notices")


@member_page
@require_POST
def answer(request: MemberRequest) -> HttpResponse:
    """Accept or refuse somebody who asks to follow."""
    follower = queries.asker_for(request.viewer, request.POST.get("handle", ""))
    if follower is None:  # nobody of this name asks; who else has it is not told
        raise Http404
    verb = actions.accept_follow if request.POST.get("do") == "accept" else actions.refuse_follow
    try:
        verb(identity=request.person.identity, follower=follower, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _answered(request, follower))
    return redirect("notices")


def _answered(request: MemberRequest, follower: Identity) -> str:
    name = {"name": follower.display_name}
    if request.POST.get("do") == "accept":
        return gettext("%(name)s follows you now.") % name
    return gettext("%(name)s does not follow you and is not told.") % name


def _number(request: MemberRequest, name: str) -> int:
    return addresses.id_from(request.POST.get(name, "")) or 0
