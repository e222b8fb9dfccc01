"""The face and the band of a person or of an organisation that one manages: brought, replaced, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.pages.pictures.desk import file_of
from greenroom.pages.places import doors
from greenroom.pages.places.views_organisations import head_of
from greenroom.people import actions
from greenroom.people.actions import Face
from greenroom.people.models import Identity
from greenroom.web import faces
from greenroom.web.page import MemberRequest, member_page, page

FACES = {"avatar": Face.AVATAR, "header": Face.HEADER}


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: MemberRequest) -> HttpResponse:
    """One's own."""
    errors = _changed(request, request.person.identity)
    if errors == {}:
        return redirect("settings-pictures")
    context = {**_shown(request.person.identity, errors), "part": "profile"}
    return page(request, "pages/settings/pictures.html", context, status=422 if errors else 200)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def of_organisation(request: MemberRequest, handle: str) -> HttpResponse:
    """Those of an organisation, for whoever manages it; for others the page is not there."""
    identity = doors.organisation_for(request, handle, "organisation.manage").identity
    errors = _changed(request, identity)
    if errors == {}:
        return redirect("organisation-pictures", handle=identity.handle)
    context = {**head_of(request, identity, part="edit"), **_shown(identity, errors)}
    return page(request, "pages/places/organisation_pictures.html", context, status=422 if errors else 200)


def _changed(request: MemberRequest, identity: Identity) -> dict[str, list[str]] | None:
    """Do what the form asks: None when nothing was sent, else what was wrong with which picture."""
    if request.method != "POST":
        return None
    name = "header" if "header" in request.POST.get("do", "") else "avatar"
    try:
        if request.POST.get("do", "").endswith("away"):
            actions.remove_face(identity=identity, face=FACES[name], by=request.person, now=timezone.now())
            messages.success(request, gettext("The picture is taken away."))
        else:
            upload = file_of(request.FILES.get(name))
            actions.change_face(
                identity=identity, face=FACES[name], upload=upload, by=request.person, now=timezone.now()
            )
            messages.success(request, gettext("The picture is shown from now on."))
    except ValidationError as refusal:
        return {name: refusal.messages}
    return {}


def _shown(identity: Identity, errors: dict[str, list[str]] | None) -> dict[str, object]:
    return {
        "identity": identity,
        "avatar": faces.address(identity, "avatar", "full"),
        "header": faces.address(identity, "header", "full"),
        "avatar_errors": (errors or {}).get("avatar", []),
        "header_errors": (errors or {}).get("header", []),
    }
