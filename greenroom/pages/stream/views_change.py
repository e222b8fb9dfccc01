"""What authors do with a post that is out: correct it, narrow its audience, delete it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.kit.refusals import Refusal
from greenroom.pages.pictures.desk import Desk, in_hand, shown, work_on
from greenroom.pages.stream import addresses, readers
from greenroom.pages.stream.access import own_post_at
from greenroom.pages.stream.cards import Card, card_of
from greenroom.pages.stream.composer import Line, line_of
from greenroom.pages.stream.forms import LANGUAGES, PostForm
from greenroom.social import actions, queries
from greenroom.social.models import Audience
from greenroom.social.queries import AudienceChoice, PostView
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Correct the words. The earlier text stays readable for those who may read the post."""
    view = own_post_at(request, handle, post_id, right="may_edit")
    form = PostForm(request.POST) if request.method == "POST" else PostForm(initial=_words_of(view))
    desk = _pictures_of(request, view)
    if form.is_bound and not desk.is_asked_again and form.is_valid():
        try:
            media = desk.attachments if "has_pictures" in request.POST else None
            actions.edit_post(post=view.post, media=media, by=request.person, now=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            if not desk.refuse(refusal):
                _beside_the_words(form, refusal)
        else:
            messages.success(request, gettext("The post has its new words. The earlier ones stay in its history."))
            return redirect(addresses.of_post(handle, post_id))
    context = {**_about(view), "form": form, "desk": desk, "languages": LANGUAGES}
    is_refused = bool(desk.errors or (form.errors and not desk.is_asked_again))
    return page(request, "pages/stream/edit.html", context, status=422 if is_refused else 200)


def _pictures_of(request: MemberRequest, view: PostView) -> Desk:
    """The pictures as the form has them; those of the post when it is shown for the first time."""
    if request.method != "POST":
        return shown(queries.pictures_of(view.post))
    desk = in_hand(request, post=view.post)
    work_on(desk, request)
    return desk


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def narrow(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Choose fewer readers; never more."""
    view = own_post_at(request, handle, post_id, right="may_narrow")
    choices = queries.narrower_choices(request.person, view.post)
    sentences: list[str] = []
    key = request.POST.get("audience", "")
    if request.method == "POST":
        chosen = next((choice for choice in choices if choice.key == key), None)
        try:
            if chosen is None:
                raise Refusal(gettext("Choose one of these audiences."), code="unknown_audience")
            actions.narrow_post(post=view.post, audience=chosen.audience, by=request.person, now=timezone.now())
        except ValidationError as refusal:
            sentences = refusal.messages
        else:
            messages.success(request, gettext("Fewer people can read the post now."))
            return redirect(addresses.of_post(handle, post_id))
    lines = [_line(request, view, choice, is_chosen=choice.key == key) for choice in choices]
    context = {**_about(view), "lines": lines, "sentences": sentences}
    return page(request, "pages/stream/narrow.html", context, status=422 if sentences else 200)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """A second step that names the effect, then the deed."""
    view = own_post_at(request, handle, post_id, right="may_delete")
    sentences: list[str] = []
    if request.method == "POST":
        try:
            actions.delete_post(post=view.post, by=request.person, now=timezone.now())
        except ValidationError as refusal:
            sentences = refusal.messages
        else:
            messages.success(request, gettext("The post is gone."))
            return redirect("home")
    context = {**_about(view), "sentences": sentences}
    return page(request, "pages/stream/delete.html", context, status=422 if sentences else 200)


def _about(view: PostView) -> dict[str, Any]:
    card: Card = card_of(view, now=timezone.now())
    kind = view.audience_kind
    spoken = readers.spoken(kind, view.audience_name)
    return {"c": card, "view": view, "audience": spoken, "audience_icon": readers.ICONS[kind]}


def _line(request: MemberRequest, view: PostView, choice: AudienceChoice, *, is_chosen: bool) -> Line:
    """An audience as a line; of the people mentioned it names who would keep reading."""
    line = line_of(choice, is_chosen=is_chosen)
    if choice.audience.kind != Audience.Kind.DIRECT:
        return line
    if view.is_outside:  # who of those named reads on is not for somebody outside to know
        return replace(line, size=gettext("those of them who read it now, and you"))
    author = "" if view.author.pk == request.person.pk else view.author.display_name
    names = [identity.display_name for identity in queries.readers_by_name(view.post)]
    title, size = readers.kept(names, author=author)
    return replace(line, title=title, size=size)


def _words_of(view: PostView) -> dict[str, Any]:
    names = ("headline", "note", "language", "spoiler_text", "sensitive")
    return {name: getattr(view.post, name) for name in names}


def _beside_the_words(form: PostForm, refusal: ValidationError) -> None:
    """The action's sentences at the fields of the form; what is about no field stands under the headline."""
    if hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else "headline", ValidationError(errors))
    else:
        form.add_error("headline", refusal)
