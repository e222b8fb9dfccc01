"""Writing: a post, a reply, and the words that are not out yet."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.kit.refusals import Refusal
from greenroom.pages.pictures.desk import in_hand, work_on
from greenroom.pages.stream import addresses, clocks, composer, later
from greenroom.pages.stream.composer import Composer
from greenroom.pages.stream.drafts import keep_as_asked, own_draft
from greenroom.pages.stream.forms import PostForm, ReplyForm
from greenroom.people import queries as people
from greenroom.social import actions, queries
from greenroom.social.actions import Form, Said
from greenroom.social.models import Draft, Post
from greenroom.social.queries import PostView
from greenroom.web import moments
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: MemberRequest) -> HttpResponse:
    """The page for writing; every composer of a new post sends its words here."""
    if request.method == "POST":
        return _sent(request, reply=request.POST.get("reply", ""))
    asked = request.GET
    named = people.identity_by_handle(asked.get("mention", "")) if asked.get("mention") else None
    fresh = composer.blank(
        request.person,
        viewer=request.viewer,
        key=asked.get("to", ""),
        parent=parent_of(request, asked.get("reply", "")),
        headline=f"@{named.handle} " if named and named.kind != named.Kind.CIRCLE else "",  # circles are not told of
    )
    return _shown(request, fresh)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """The same page, answering a post."""
    if request.method == "POST":
        return _sent(request, reply=str(post_id))
    parent = parent_of(request, str(post_id))
    if parent is None or parent.author.handle != handle or not parent.may_reply:
        raise Http404
    return _shown(request, composer.blank(request.person, viewer=request.viewer, parent=parent))


def parent_of(request: MemberRequest, given: str) -> PostView | None:
    """The post that is answered, read through the writer's eyes; None when there is none for them."""
    post_id = addresses.id_from(given)
    try:
        return queries.post_for(request.viewer, post_id) if post_id else None
    except Post.DoesNotExist:
        return None


def _sent(request: MemberRequest, *, reply: str) -> HttpResponse:
    parent = parent_of(request, reply)
    written = composer.typed(request.person, request.POST.dict(), parent=parent)
    written.desk = in_hand(request)
    work_on(written.desk, request)
    if request.POST.get("do") == "from":
        written.is_open = True
        return _shown(request, written)
    if written.desk.is_asked_again:
        return _shown(request, written, status=422 if written.desk.errors else 200)
    try:
        if request.POST.get("do") == "draft":
            keep_as_asked(request, written)
            messages.success(request, gettext("Saved as a draft. Only you can see it."))
            return _arrived(redirect("drafts"), written)
        if reply and parent is None:
            raise Refusal(gettext("The post that you answer is not there any more."), code="gone")
        made = _hand_in(request, written)
    except ValidationError as refusal:
        written.refuse(refusal)
        return _shown(request, written, status=422)
    return _gone_out(request, written, made) if isinstance(made, Post) else _put_by(request, written, made)


def _hand_in(request: MemberRequest, written: Composer) -> Post | Draft:
    """One call of an action, with what the form holds; raises the refusal of whoever says no first."""
    form = (ReplyForm if written.parent else PostForm)(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    named = request.POST.get("speaks_as", "")
    if named and named != written.speaks_as.handle:
        raise Refusal(gettext("You cannot speak for this organisation."), code="not_a_speaker")
    parent = written.parent.post if written.parent else None
    audience = queries.audience_by_key(
        request.person, speaks_as=written.speaks_as, key=request.POST.get("audience", ""), reply_to=parent
    )
    said = Said(
        author=written.speaks_as,
        audience=audience,
        reply_to=parent,
        media=written.desk.attachments,
        poll=written.poll,
        headline=form.cleaned_data["headline"],
        note=form.cleaned_data["note"],
        language=form.cleaned_data["language"],
        spoiler_text=form.cleaned_data["spoiler_text"],
        sensitive=form.cleaned_data["sensitive"],
    )
    sent = Form(
        draft=own_draft(request.person, written.draft_id),
        waiting=addresses.id_from(written.waits),
        once=written.once,
        by=request.person,
        now=timezone.now(),
    )
    due_at = _moment(request)
    if due_at is None:
        return actions.submit_post(**said, **sent)
    return actions.schedule_post(due_at=due_at, **said, **sent)


def _moment(request: MemberRequest) -> datetime | None:
    """When it is to come out; None for now, which one button says whatever else was typed."""
    asked = request.POST.get("do")
    due_at = None if asked == "now" else later.moment_of(request.POST.dict())
    if asked == "later" and due_at is None:
        raise Refusal(gettext("Choose a date and a time."), code="moment")
    return due_at


def _put_by(request: HttpRequest, written: Composer, item: Draft) -> HttpResponse:
    """What is not out yet: it has a moment, a desk holds it, or the moment was so far that it has none."""
    if item.state == Draft.State.SCHEDULED and item.due_at is not None:
        words = gettext("Scheduled: %(moment)s. Until then only you see it.") % {"moment": moments.whole(item.due_at)}
        words = f"{words} {clocks.sentences([item], writer=item.person)[0]}".strip()
    elif item.state == Draft.State.HELD:
        words = gettext("Held by the desk. It comes out when the desk releases it.")
    else:
        words = gettext("That is more than five years away, so it is kept as a draft without a date.")
    messages.success(request, words)
    return _arrived(redirect("drafts"), written)


def _gone_out(request: HttpRequest, written: Composer, post: Post) -> HttpResponse:
    name = {"name": written.chosen.spoken if written.chosen else ""}
    if written.parent is not None:
        messages.success(request, gettext("Your reply went to %(name)s.") % name)
        parent = addresses.of_post(written.parent.author.handle, written.parent.id)
        return _arrived(redirect(f"{parent}#p{post.id}"), written)
    messages.success(request, gettext("Your post went to %(name)s.") % name)
    next_page = "/" if written.comes_from == "home" else addresses.of_post(written.speaks_as.handle, post.id)
    return _arrived(redirect(next_page), written)


def _arrived(response: HttpResponse, written: Composer) -> HttpResponse:
    """The next page tells the device to forget its copy of the words (web/js/drafts.js)."""
    response.set_cookie("posted", written.once, max_age=60, httponly=True, samesite="Lax")
    return response


def _shown(request: MemberRequest, written: Composer, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"composer": written, "refused": status != 200}  # noqa: PLR2004 - all is well
    return page(request, "pages/stream/compose.html", context, part="composer", status=status)
