"""Circles: the list of one's own, a new one, the page of one, its name, its end."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.kit import text
from greenroom.pages.places import doors
from greenroom.pages.places.feeds import before_of, feed_of
from greenroom.pages.places.forms import CircleForm, CircleNameForm
from greenroom.people.models import Identity
from greenroom.social import actions, timelines
from greenroom.social import queries as social
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page

NOT_IN_A_HANDLE = re.compile(r"[^a-z0-9]+")
LONGEST_HANDLE = 30


@member_page
@require_GET
def circles(request: MemberRequest) -> HttpResponse:
    """The circles that somebody is listed in."""
    return page(request, "pages/places/circles.html", {"lines": social.circles_of(request.person)})


@member_page
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new circle; who opens it keeps it."""
    form = CircleForm(request.POST or None)
    made: list[Any] = []

    def create(*, handle: str, display_name: str, **given: Any) -> None:
        made.append(
            actions.create_circle(
                handle=handle.removeprefix("@") or handle_from(display_name),
                display_name=display_name,
                by=request.person,
                now=timezone.now(),
                **given,
            )
        )

    if accepted(form, create, at="handle"):
        return redirect("place-people", handle=made[0].identity.handle)
    return page(request, "pages/places/circle_new.html", {"form": form}, status=status_of(form))


def handle_from(name: str) -> str:
    """A handle made from a name: "Comms team, Süd" becomes comms_team_sud."""
    return NOT_IN_A_HANDLE.sub("_", text.fold(name)).strip("_")[:LONGEST_HANDLE].strip("_")


def circle(request: GuestRequest, identity: Identity) -> HttpResponse:
    """What the people of a circle say to one another."""
    shown = doors.circle_for(request, identity.handle)
    entries = timelines.circle(request.viewer, identity, before=before_of(request))
    label = gettext("Posts to %(name)s") % {"name": identity.display_name}
    context = {
        **head_of(shown, part="posts"),
        "readers": doors.readers_of(shown),
        "feed": feed_of(request, entries, label=label, now=timezone.now()),
    }
    return page(request, "pages/places/circle.html", context, part="feed")


def head_of(shown: social.CirclePage, *, part: str) -> dict[str, Any]:
    """What every page of a circle knows."""
    return {"circle": shown, "identity": shown.identity, "members": shown.members, "part": part}


def edit(request: MemberRequest, handle: str) -> HttpResponse:
    """Name and purpose of a circle, by its keepers."""
    shown = doors.kept_by(request, handle)
    initial = {"display_name": shown.identity.display_name, "summary": shown.identity.summary}
    form = CircleNameForm(request.POST or None, initial=initial)

    def save(**given: Any) -> None:
        actions.rename_circle(circle=shown.circle, by=request.person, now=timezone.now(), **given)

    if accepted(form, save, at="display_name"):
        return redirect("place", handle=handle)
    return page(
        request, "pages/places/circle_edit.html", {**head_of(shown, part="edit"), "form": form}, status=status_of(form)
    )


def leave(request: MemberRequest, handle: str) -> HttpResponse:
    """Leave a circle, after a page that names the effect."""
    shown = doors.circle_for(request, handle)
    return _grave(
        request,
        shown,
        "pages/places/circle_leave.html",
        act=actions.leave_circle,
        done=gettext("You have left %(name)s.") % {"name": shown.identity.display_name},
    )


@member_page
@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, handle: str) -> HttpResponse:
    """Close a circle for everybody, after a page that names the effect."""
    shown = doors.kept_by(request, handle)
    return _grave(
        request,
        shown,
        "pages/places/circle_close.html",
        act=actions.close_circle,
        done=gettext("%(name)s is closed.") % {"name": shown.identity.display_name},
    )


def _grave(request: MemberRequest, shown: social.CirclePage, template: str, *, act: Any, done: str) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            act(circle=shown.circle, by=request.person, now=timezone.now())
        except ValidationError as declined:
            refusal = declined
        else:
            messages.success(request, done)
            return redirect("circles")
    context = {**head_of(shown, part="people"), "refusal": refusal}
    return page(request, template, context, status=422 if refusal else 200)
