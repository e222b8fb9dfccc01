"""A post on its own page, and what can be read about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.pages.stream import addresses, composer, readers
from greenroom.pages.stream.access import own_post_at, post_at, with_rights_of_its_voice
from greenroom.pages.stream.cards import Answering, card_of, cards_of
from greenroom.pages.stream.letters import mark_read
from greenroom.pages.stream.wordlist import words
from greenroom.social import queries, timelines
from greenroom.social.models import Post
from greenroom.social.queries import PostView
from greenroom.social.timelines import Thread
from greenroom.social.visibility import viewer_of
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


@public_page
@require_safe
def post(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """The whole thought: what it answers, the post itself, and the replies, oldest first."""
    try:
        thread = timelines.thread(request.viewer, post_id)
    except Post.DoesNotExist:
        raise Http404 from None
    if thread.post.author.handle != handle:
        return redirect(addresses.of_post(thread.post.author.handle, post_id))
    if request.method == "GET":
        mark_read(request, thread)
    return page(request, "pages/stream/thread.html", _thread_context(request, thread))


def _thread_context(request: GuestRequest, thread: Thread) -> dict[str, Any]:
    now = timezone.now()
    shown = with_rights_of_its_voice(request, thread.post)
    answering = Answering(
        depths={reply.view.id: reply.depth for reply in thread.replies}, audience_id=thread.post.audience.pk
    )
    context: dict[str, Any] = {
        "view": shown,
        "c": card_of(shown, now=now),
        "ancestors": cards_of(thread.ancestors, now=now),
        "cards": cards_of([reply.view for reply in thread.replies], now=now, answering=answering),
        "has_more": thread.has_more,
        "who_can_read": readers.explained(
            thread.post.audience_kind, _owner_name(thread.post), thread.post.audience_readers
        ),
        "w": words(),
        "setsize": -1 if thread.has_more else len(thread.replies),
        "is_guest": request.person is None,
        "is_host": request.person is not None and request.viewer.is_host,
    }
    if request.person is not None and thread.post.may_reply:
        context["composer"] = composer.blank(request.person, viewer=request.viewer, parent=thread.post)
    return context


def _owner_name(view: PostView) -> str:
    return view.author.display_name if view.audience.owner_id is None else view.audience_name


@public_page
@require_safe
def picture(request: GuestRequest, handle: str, post_id: int, number: int) -> HttpResponse:
    """One picture of the post as large as it fits, with its description in words; `?play=1` lets it move."""
    card = card_of(post_at(request, handle, post_id), now=timezone.now())
    if not 1 <= number <= len(card.pictures):
        raise Http404
    wanted = card.pictures[number - 1]
    context = {"c": card, "picture": wanted, "count": len(card.pictures), "plays": "play" in request.GET}
    context["before"] = card.pictures[number - 2].page if number > 1 else ""
    context["after"] = card.pictures[number].page if number < len(card.pictures) else ""
    return page(request, "pages/stream/picture.html", context)


@public_page
@require_safe
def history(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """Every text that the post has had, for those who may read it now."""
    view = post_at(request, handle, post_id)
    context = {"c": card_of(view, now=timezone.now()), "versions": queries.history_of(request.viewer, post_id)}
    return page(request, "pages/stream/history.html", context)


@member_page
@require_safe
def boosters(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Who passed the post on."""
    view = post_at(request, handle, post_id)
    identities = queries.boosters_of(request.viewer, post_id)
    return page(request, "pages/stream/boosters.html", {"c": card_of(view, now=timezone.now()), "people": identities})


@member_page
@require_safe
def helped_by(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Whom the post helped; its author alone is told."""
    view = own_post_at(request, handle, post_id, right="may_delete")
    identities = queries.helped_by(viewer_of(view.author), post_id)
    return page(request, "pages/stream/helped_by.html", {"c": card_of(view, now=timezone.now()), "people": identities})
