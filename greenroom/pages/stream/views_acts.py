"""What a reader does with a post by one button: pass it on, say that it helped, keep it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from greenroom.pages.stream import addresses
from greenroom.pages.stream.access import own_post_at, post_at, post_of_any_name
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


@member_page
@require_POST
def vote(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Answer the poll of a post, once."""
    view = post_at(request, handle, post_id)
    choices = [int(sent) if sent.isascii() and sent.isdecimal() else -1 for sent in request.POST.getlist("choice")[:50]]
    try:
        actions.vote(
            post=view.post,
            choices=choices,
            identity=request.person.identity,
            by=request.person,
            now=timezone.now(),
        )
    except ValidationError as refusal:
        return _refused(request, refusal, handle, post_id)
    if request.headers.get("X-Part") == "poll":
        card = card_of(post_of_any_name(request, post_id), now=timezone.now())
        return page(request, "pages/stream/poll.html", {"c": card, "q": card.poll, "w": words()})
    return _back(request, handle, post_id)


@member_page
@require_POST
def pin(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Let one's own post stand first on the profile, or take that back."""
    view = own_post_at(request, handle, post_id, right="may_edit")
    verb = actions.unpin if request.POST.get("undo") else actions.pin
    try:
        verb(post=view.post, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return _refused(request, refusal, handle, post_id)
    return _back(request, handle, post_id)


def _done(request: MemberRequest, handle: str, post_id: int, *, deed: Deed, undo: Deed) -> HttpResponse:
    """Do it and show the buttons again: alone for our script, else the page where the button was pressed."""
    view = post_at(request, handle, post_id)
    verb = undo if request.POST.get("undo") else deed
    try:
        verb(post=view.post, identity=request.person.identity, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return _refused(request, refusal, handle, post_id)
    if request.headers.get("X-Part") == "acts":
        context = {"c": card_of(post_of_any_name(request, post_id), now=timezone.now()), "w": words()}
        return page(request, "pages/stream/acts.html", context)
    return _back(request, handle, post_id)


def _refused(request: MemberRequest, refusal: ValidationError, handle: str, post_id: int) -> HttpResponse:
    """One sentence that says why not, and the way back."""
    way_back = addresses.back_from(request, otherwise=addresses.of_post(handle, post_id))
    said = {"sentences": refusal.messages, "way_back": way_back}
    return page(request, "pages/stream/refused.html", said, part="sentence", status=422)


def _back(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """To the page where the button was pressed, at this post."""
    return redirect(f"{addresses.back_from(request, otherwise=addresses.of_post(handle, post_id))}#p{post_id}")
