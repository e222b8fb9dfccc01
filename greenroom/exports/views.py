"""Your data: what is stored, archives to fetch, and the way to be erased."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.exports import actions, files, queries
from greenroom.exports.forms import EraseForm
from greenroom.exports.models import Export
from greenroom.people import queries as people
from greenroom.people.actions import leave_network
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


@member_page
@require_GET
def your_data(request: MemberRequest) -> HttpResponse:
    """What is stored about the reader, live."""
    person = request.person
    context = {
        "part": "data",
        "stored": queries.stored_about(person),
        "archives": queries.archives_for(person),
        "houses": queries.houses_of(person),
        "erasure": queries.waiting_erasure(person),
        "is_member": people.is_network_member(person),
        "now": timezone.now(),
    }
    return page(request, "exports/your_data.html", context)


@member_page
@fresh_required
@require_POST
def ask(request: MemberRequest) -> HttpResponse:
    """Have an archive made: one's own, or that of the organisation named."""
    owner = request.person.identity
    if handle := request.POST.get("organisation"):
        found = people.identity_by_handle(handle)
        if found is None or found not in queries.houses_of(request.person):
            raise Http404
        owner = found
    try:
        actions.ask_archive(owner=owner, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, gettext("Your archive is being made. It will stand here when it is ready."))
    return redirect("your-data")


@member_page
@fresh_required
@require_GET
def fetch(request: MemberRequest, export_id: int) -> HttpResponse:
    """The file, for whoever asked for it alone; hidden, expired and never made are one 404."""
    try:
        export = queries.archive_for(request.person, export_id, now=timezone.now())
        file = files.opened(export.file_key)
    except (Export.DoesNotExist, FileNotFoundError):
        raise Http404 from None
    name = f"greenroom-{export.owner.handle}-{export.asked_at:%Y-%m-%d}.zip"
    reply = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    reply.headers["Cache-Control"] = "private, no-store"
    reply.headers["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", reply)


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def erase(request: MemberRequest) -> HttpResponse:
    """What being erased means, and the handle that has to be typed."""
    person = request.person
    form = EraseForm(request.POST or None)
    asked: list[str] = []

    def act(typed: str) -> None:
        erasure = actions.ask_erasure(person=person, typed=typed, by=person, now=timezone.now())
        asked.append(erasure.certificate)

    if request.method == "POST" and accepted(form, act, at="typed"):
        return redirect("certificate", mark=asked[0])
    context: dict[str, Any] = {"part": "data", "form": form, "days": actions.erasing.WAIT.days}
    return page(request, "exports/erase.html", context, status=status_of(form))


@member_page
@require_POST
def call_off(request: MemberRequest) -> HttpResponse:
    """Stay."""
    try:
        actions.call_off_erasure(person=request.person, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, gettext("You stay. Nothing was erased."))
    return redirect("your-data")


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def leave(request: MemberRequest) -> HttpResponse:
    """Belong to the network no more; everything of one's own stays one's own."""
    if not people.is_network_member(request.person):
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            leave_network(person=request.person, by=request.person, now=timezone.now())
        except ValidationError as declined:
            refusal = declined
        else:
            messages.success(request, gettext("You have left the network."))
            return redirect("your-data")
    context = {"part": "data", "refusal": refusal}
    return page(request, "exports/leave.html", context, status=422 if refusal else 200)


@public_page
@require_GET
def certificate(request: GuestRequest, mark: str) -> HttpResponse:
    """How far an erasure is, for whoever knows its number; it names nobody."""
    erasure = queries.erasure_by(mark)
    if erasure is None:
        raise Http404
    return page(request, "exports/certificate.html", {"erasure": erasure})
