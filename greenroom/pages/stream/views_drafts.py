"""Drafts: words that wait, seen by their writer alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from greenroom.kit.refusals import Refusal
from greenroom.pages.pictures.desk import in_hand
from greenroom.pages.stream import asking, composer
from greenroom.pages.stream.composer import Composer
from greenroom.pages.stream.drafts import keep_draft, own_draft
from greenroom.pages.stream.views_compose import parent_of
from greenroom.social import actions, queries
from greenroom.web.page import MemberRequest, member_page, page

TYPED = ("headline", "note", "text", "spoiler_text", *asking.CHOICES)


@member_page
@require_safe
def drafts(request: MemberRequest) -> HttpResponse:
    """Every draft of the person, the last touched first."""
    return page(request, "pages/stream/drafts.html", {"drafts": queries.drafts_of(request.person)})


@member_page
@require_safe
def draft(request: MemberRequest, draft_id: int) -> HttpResponse:
    """A draft in its composer; posting and saving go where every composer goes."""
    kept = own_draft(request.person, str(draft_id))
    if kept is None:
        raise Http404
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
