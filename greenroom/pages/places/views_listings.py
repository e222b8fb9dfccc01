"""Who is listed in a circle: find somebody, add, make a keeper, remove."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.kit.refusals import Refusal
from greenroom.pages.places import doors
from greenroom.pages.places.views_circles import head_of
from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.web.attempts import searched
from greenroom.web.page import MemberRequest, member_page, page


def roster(request: MemberRequest, handle: str, *, refusal: Any = None, typed: str | None = None) -> HttpResponse:
    """The people of a circle and, for its keepers, the look-up: type, find, pick; it needs no script."""
    shown = doors.circle_for(request, handle)
    words = searched(request.GET.get("q", "")) if typed is None else typed
    listed = {listing.person_id for listing in shown.members}
    found = _found(request, words) if shown.is_keeper and words else []
    context = {
        **head_of(shown, part="people"),
        "words": words,
        "found": [(identity, identity.pk in listed) for identity in found],
        "refusal": refusal,
    }
    return page(request, "pages/places/roster.html", context, part="found", status=422 if refusal else 200)


def _found(request: MemberRequest, words: str) -> list[Identity]:
    """People of that name whom the keeper may see; those who block or are blocked are left out."""
    hidden = request.viewer.hidden_ids
    return [identity for identity in people.find_people(words) if identity.pk not in hidden]


@member_page
@require_POST
def add(request: MemberRequest, handle: str) -> HttpResponse:
    """List a person by handle; the person sees what is posted from now on."""
    shown = doors.kept_by(request, handle)
    typed = searched(request.POST.get("who", ""))
    identity = doors.identity_called(typed)
    try:
        if identity is None or identity.kind != Identity.Kind.PERSON or identity.pk in request.viewer.hidden_ids:
            raise Refusal(gettext("Nobody here has the handle “%(handle)s”."), params={"handle": typed})
        actions.list_in_circle(circle=shown.circle, person=identity.person, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return roster(request, handle, refusal=refusal, typed=typed)
    messages.success(
        request,
        gettext("%(name)s is listed and sees what is posted from now on.") % {"name": identity.display_name},
    )
    return redirect("place-people", handle=handle)


@member_page
@require_POST
def keeper(request: MemberRequest, handle: str, member: str) -> HttpResponse:
    """Make somebody a keeper: they may add, remove and rename too. With `undo` they are listed like others again."""
    shown = doors.kept_by(request, handle)
    person = doors.listed_in(shown, member)
    act = actions.unmake_keeper if "undo" in request.POST else actions.make_keeper
    try:
        act(circle=shown.circle, person=person, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return roster(request, handle, refusal=refusal)
    return redirect("place-people", handle=handle)


@member_page
@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, handle: str, member: str) -> HttpResponse:
    """Take somebody off the list, after a page that names the effect."""
    shown = doors.kept_by(request, handle)
    person = doors.listed_in(shown, member)
    refusal = None
    if request.method == "POST":
        try:
            actions.remove_from_circle(circle=shown.circle, person=person, by=request.person, now=timezone.now())
        except ValidationError as declined:
            refusal = declined
        else:
            name = person.identity.display_name
            messages.success(request, gettext("%(name)s is no longer listed.") % {"name": name})
            return redirect("place-people", handle=handle)
    context = {**head_of(shown, part="people"), "row": person, "refusal": refusal}
    return page(request, "pages/places/circle_remove.html", context, status=422 if refusal else 200)
