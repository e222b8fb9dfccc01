"""What one arranges about somebody without their knowing: mute for a while, never be matched, a private note."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.places.forms_quiet import MuteForm, NoteForm
from greenroom.pages.places.standing import standing
from greenroom.pages.places.views_ties import done, other, signed, turned
from greenroom.social import actions
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "POST"])
def mute(request: MemberRequest, handle: str) -> HttpResponse:
    """Choose for how long, and mute; or with `undo` hear again. Nobody is told."""
    identity = other(request, handle)
    signature = {"identity": request.person.identity, "target": identity, **signed(request)}
    if "undo" in request.POST:
        return done(request, identity, lambda: actions.unmute(**signature))
    form = MuteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        tie = standing(request.viewer, identity)
        return page(
            request,
            "pages/places/mute.html",
            {"identity": identity, "form": form, "tie": tie},
            status=status_of(form),
        )
    hours = form.cleaned_data["hours"]
    return done(
        request,
        identity,
        lambda: actions.mute(
            lasts=timedelta(hours=hours) if hours else None,
            mutes_notices=not form.cleaned_data["keeps_notices"],
            **signature,
        ),
    )


@member_page
@require_POST
def avoid(request: MemberRequest, handle: str) -> HttpResponse:
    """Never be matched with somebody, or with `undo` be matched again; hides nothing, and nobody is told."""
    return turned(request, other(request, handle), actions.avoid, actions.unavoid)


@member_page
@require_http_methods(["GET", "POST"])
def note(request: MemberRequest, handle: str) -> HttpResponse:
    """What one keeps in mind about somebody; an empty note takes it away."""
    identity = other(request, handle)
    kept = standing(request.viewer, identity).note or ""
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"words": kept})

    def keep(words: str) -> None:
        actions.note_about(identity=request.person.identity, about=identity, words=words, **signed(request))

    if accepted(form, keep, at="words"):
        written = form.cleaned_data["words"].strip()
        messages.success(request, gettext("Your note is kept.") if written else gettext("Your note is gone."))
        return redirect("place", handle=identity.handle)
    context = {"identity": identity, "form": form}
    return page(request, "pages/places/note.html", context, status=status_of(form))
