"""A post on its own page, and what can be read about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.pages.stream import addresses, composer, readers
from greenroom.pages.stream.access import allowed, post_at, post_of_any_name
from greenroom.pages.stream.cards import card_of, cards_of
from greenroom.pages.stream.wordlist import words
from greenroom.social import queries, timelines
from greenroom.social.models import Post
from greenroom.social.queries import PostView
from greenroom.web.page import GuestRequest, member_page, page, public_page


@public_page
@require_safe
def post(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """The whole thought: what it answers, the post itself, and the replies, oldest first."""
    if (view := post_of_any_name(request, post_id)).author.handle != handle:
        return redirect(addresses.of_post(view.author.handle, post_id))
    return page(request, "pages/stream/thread.html", thread_context(request, view))


def thread_context(request: GuestRequest, view: PostView) -> dict[str, Any]:
    """Everything on the page of a post."""
    now = timezone.now()
    thread = timelines.thread(request.viewer, view.id)
    depths = {reply.view.id: reply.depth for reply in thread.replies}
    context: dict[str, Any] = {
        "view": thread.post,
        "c": card_of(thread.post, now=now),
        "ancestors": cards_of(thread.ancestors, now=now),
        "cards": cards_of([reply.view for reply in thread.replies], now=now, depths=depths),
        "has_more": thread.has_more,
        "who_can_read": readers.explained(
            thread.post.audience.kind, _owner_name(thread.post), thread.post.audience_readers
        ),
        "w": words(),
        "setsize": -1 if thread.has_more else len(thread.replies),
        "is_guest": request.person is None,
    }
    if request.person is not None and thread.post.may_reply:
        context["composer"] = composer.blank(request.person, viewer=request.viewer, parent=thread.post)
    return context


def _owner_name(view: PostView) -> str:
    return view.author.display_name if view.audience.owner_id is None else view.audience_name


@public_page
@require_safe
def history(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """Every text that the post has had, for those who may read it now."""
    view = post_at(request, handle, post_id)
    context = {"c": card_of(view, now=timezone.now()), "versions": queries.history_of(request.viewer, post_id)}
    return page(request, "pages/stream/history.html", context)


@member_page
@require_safe
def boosters(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """Who passed the post on."""
    view = post_at(request, handle, post_id)
    identities = queries.boosters_of(request.viewer, post_id)
    return page(request, "pages/stream/boosters.html", {"c": card_of(view, now=timezone.now()), "people": identities})


@member_page
@require_safe
def helped_by(request: GuestRequest, handle: str, post_id: int) -> HttpResponse:
    """Whom the post helped; its author alone is told."""
    view = post_at(request, handle, post_id)
    allowed(view.may_edit or view.may_delete)
    try:
        identities = queries.helped_by(request.viewer, post_id)
    except Post.DoesNotExist:
        raise Http404 from None
    return page(request, "pages/stream/helped_by.html", {"c": card_of(view, now=timezone.now()), "people": identities})
