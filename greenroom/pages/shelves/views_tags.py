"""Following a tag: posts that carry it come home, as far as they may be read anyway."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from greenroom.kit import text
from greenroom.pages.stream import addresses
from greenroom.social import actions
from greenroom.web.page import MemberRequest, member_page


@member_page
@require_POST
def follow(request: MemberRequest, name: str) -> HttpResponse:
    """Follow the tag or, with `undo`, no longer."""
    if text.tags(f"#{name}") != [name]:
        raise Http404
    verb = actions.unfollow_tag if "undo" in request.POST else actions.follow_tag
    try:
        verb(identity=request.person.identity, name=name, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect(addresses.back_from(request, otherwise=addresses.of_tag(name)))
