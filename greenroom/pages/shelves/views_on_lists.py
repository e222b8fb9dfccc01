"""Who stands on a list: chosen from the list's side, or from the side of somebody's profile."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.kit import text
from greenroom.pages.places import doors
from greenroom.pages.shelves.views_lists import own_list
from greenroom.pages.stream import addresses
from greenroom.people import queries as people_queries
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.web.attempts import searched
from greenroom.web.page import MemberRequest, member_page, page

MOST_FOUND = 12


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest, list_id: int) -> HttpResponse:
    """Put on and take off: those whom one follows, found by name; it needs no script."""
    if request.method == "POST":
        return _changed(request, list_id)
    return _people(request, list_id, typed=searched(request.GET.get("q", "")))


def _people(request: MemberRequest, list_id: int, *, typed: str, refusal: Any = None) -> HttpResponse:
    shown = own_list(request, list_id)
    members = queries.members_of_list(request.viewer, shown)
    listed = {identity.pk for identity in members}
    found = _followed(request, typed)
    context = {
        "list": shown,
        "members": members,
        "words": typed,
        "found": [(identity, identity.pk in listed) for identity in found[:MOST_FOUND]],
        "refusal": refusal,
    }
    return page(request, "pages/shelves/list_people.html", context, part="found", status=422 if refusal else 200)


def _followed(request: MemberRequest, typed: str) -> list[Identity]:
    """Those whom the reader follows and whose name or handle holds the words; the latest followed without words."""
    wanted = " ".join(text.fold(typed.removeprefix("@")).split())
    return queries.followed_named(request.viewer, wanted, limit=MOST_FOUND)


def _changed(request: MemberRequest, list_id: int) -> HttpResponse:
    shown = own_list(request, list_id)
    identity = people_queries.identity_by_handle(request.POST.get("who", ""))
    if identity is None or identity.pk not in request.viewer.followed_ids:
        raise Http404
    verb = actions.remove_from_list if "undo" in request.POST else actions.add_to_list
    try:
        verb(people_list=shown, member=identity, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return _people(request, list_id, typed="", refusal=refusal)
    return redirect("list-people", list_id=list_id)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def chosen(request: MemberRequest, handle: str) -> HttpResponse:
    """On which of one's lists somebody stands; they are not told."""
    identity = doors.identity_for(request, handle)
    if identity.pk not in request.viewer.followed_ids:
        raise Http404
    refusal = None
    if request.method == "POST":
        keys = {key for given in request.POST.getlist("lists") if (key := addresses.id_from(given)) is not None}
        try:
            actions.choose_lists(
                owner=request.person.identity, member=identity, chosen=keys, by=request.person, now=timezone.now()
            )
        except ValidationError as declined:
            refusal = declined
        else:
            messages.success(request, gettext("Your lists are changed."))
            return redirect("place", handle=identity.handle)
    context = {"identity": identity, "lines": queries.lists_of(request.viewer, holding=identity), "refusal": refusal}
    return page(request, "pages/shelves/on_lists.html", context, status=422 if refusal else 200)
