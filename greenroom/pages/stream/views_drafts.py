"""Drafts: words that wait, seen by their writer alone."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from greenroom.kit.refusals import Refusal
from greenroom.pages.pictures.desk import in_hand
from greenroom.pages.stream import addresses, asking, composer
from greenroom.pages.stream.composer import Composer
from greenroom.pages.stream.drafts import keep_draft, own_draft
from greenroom.pages.stream.views_compose import parent_of
from greenroom.pages.stream.waiting import drawer_of, whole_of
from greenroom.social import actions
from greenroom.social.models import Draft, Post
from greenroom.web.page import MemberRequest, member_page, page

TYPED = ("headline", "note", "text", "spoiler_text", *asking.CHOICES)


@member_page
@require_safe
def drafts(request: MemberRequest) -> HttpResponse:
    """What was not published, what comes out later, what is held, and what is not finished."""
    return page(request, "pages/stream/drafts.html", {**drawer_of(request.person)})


@member_page
@require_safe
def draft(request: MemberRequest, draft_id: int) -> HttpResponse:
    """A draft in its composer; posting and saving go where every composer goes."""
    kept = own_draft(request.person, str(draft_id))
    if kept is None:
        raise Http404
    if kept.state == Draft.State.HELD:
        return page(request, "pages/stream/draft_held.html", whole_of(kept))
    parent = parent_of(request, str(kept.reply_to_id or ""))
    context = {"composer": composer.of_draft(request.person, kept, parent=parent), "draft": kept}
    context["lost_its_post"] = parent is None and kept.reply_to_id is not None
    return page(request, "pages/stream/draft.html", context)


@member_page
@require_POST
def save_draft(request: MemberRequest) -> HttpResponse:
    """Keep the words of a composer while somebody types: 200 with the id, 204 when there is nothing to keep.

    There is nothing to keep of an empty form, and of one that has been posted while its last save was under way.
    """
    parent = parent_of(request, request.POST.get("reply", ""))
    written = composer.typed(request.person, request.POST.dict(), parent=parent)
    written.desk = in_hand(request)
    if written.desk.fields or any(request.POST.get(name, "").strip() for name in TYPED):
        return _saved(request, written)
    emptied = own_draft(request.person, written.draft_id)
    if emptied is not None:
        actions.discard_draft(draft=emptied, by=request.person, now=timezone.now())
    return HttpResponse(status=204)


def _saved(request: MemberRequest, written: Composer) -> HttpResponse:
    try:
        kept = keep_draft(request, written, key=request.POST.get("once", ""))
    except Refusal as refusal:
        if refusal.code != "posted":
            raise
        return HttpResponse(status=204)
    return JsonResponse({"id": str(kept.id)})


@member_page
@require_POST
def discard_draft(request: MemberRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    thrown = own_draft(request.person, str(draft_id))
    if thrown is None:
        raise Http404
    actions.discard_draft(draft=thrown, by=request.person, now=timezone.now())
    messages.success(request, gettext("The draft is gone."))
    return redirect("drafts")


@member_page
@require_POST
def publish(request: MemberRequest, draft_id: int) -> HttpResponse:
    """Let a scheduled post come out now, or one that was not published."""
    return _done(request, draft_id, actions.publish_scheduled)


@member_page
@require_POST
def back(request: MemberRequest, draft_id: int) -> HttpResponse:
    """Make a scheduled or held post an ordinary draft again."""
    return _done(request, draft_id, actions.take_back)


def _done(request: MemberRequest, draft_id: int, verb: Callable[..., Post | Draft]) -> HttpResponse:
    """The verb on a draft of the person's own; a refusal stands above all that waits."""
    item = own_draft(request.person, str(draft_id))
    if item is None:
        raise Http404
    try:
        outcome = verb(draft=item, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        said = {**drawer_of(request.person), "refused": refusal.messages}
        return page(request, "pages/stream/drafts.html", said, status=422)
    if isinstance(outcome, Post):
        messages.success(request, gettext("It is published."))
        return redirect(addresses.of_post(item.speaks_as.handle, outcome.pk))
    if outcome.state == Draft.State.HELD:
        messages.success(request, gettext("Held by the desk. It comes out when the desk releases it."))
    else:
        messages.success(request, gettext("It is a draft again, and comes out only when you post it."))
    return redirect("drafts")
