"""What a reader does with a post by one button: pass it on, say that it helped, keep it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from greenroom.pages.stream import addresses
from greenroom.pages.stream.access import post_at, post_of_any_name
from greenroom.pages.stream.cards import card_of
from greenroom.pages.stream.wordlist import words
from greenroom.social import actions
from greenroom.web.page import MemberRequest, member_page, page

type Deed = Callable[..., Any]


@member_page
@require_POST
def boost(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Pass the post on to one's followers, or take that back."""
    return _done(request, handle, post_id, deed=actions.boost, undo=actions.unboost)


@member_page
@require_POST
def helped(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Tell the author that the post helped, or take that back."""
    return _done(request, handle, post_id, deed=actions.favourite, undo=actions.unfavourite)


@member_page
@require_POST
def keep(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Keep the post, or stop keeping it; nobody else is told."""
    return _done(request, handle, post_id, deed=actions.keep, undo=actions.unkeep)


def _done(request: MemberRequest, handle: str, post_id: int, *, deed: Deed, undo: Deed) -> HttpResponse:
    """Do it and show the buttons again: alone for our script, else the page where the button was pressed."""
    view = post_at(request, handle, post_id)
    here = addresses.of_post(handle, post_id)
    verb = undo if request.POST.get("undo") else deed
    try:
        verb(post=view.post, identity=request.person.identity, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        said = {"sentences": refusal.messages, "way_back": addresses.back_from(request, otherwise=here)}
        return page(request, "pages/stream/refused.html", said, part="sentence", status=422)
    if request.headers.get("X-Part") == "acts":
        context = {"c": card_of(post_of_any_name(request, post_id), now=timezone.now()), "w": words()}
        return page(request, "pages/stream/acts.html", context)
    return redirect(f"{addresses.back_from(request, otherwise=here)}#p{post_id}")
