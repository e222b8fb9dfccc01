"""Arriving: accepting an invitation, and opening an empty network."""

from typing import Any

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from greenroom.pages.account.forms import AcceptForm, ClaimForm, FirstRunForm
from greenroom.people import actions, queries
from greenroom.people.models import Invitation, Person
from greenroom.web.attempts import place, status_of
from greenroom.web.page import GuestRequest, page, public_page

FIELD_OF = {  # which field a refusal is about
    "handle_taken": "handle",
    "handle_reserved": "handle",
    "name_missing": "display_name",
    "name_too_long": "display_name",
    "email_taken": "email",
    "email_malformed": "email",
    "wrong_code": "code",
}


@sensitive_post_parameters("password")
@public_page
@require_http_methods(["GET", "POST"])
def invitation(request: GuestRequest, token: str) -> HttpResponse:
    """Accept: as a newcomer, as somebody known, or signed in. Links that lead nowhere all look the same."""
    offered = queries.invitation_by_token(token, now=timezone.now())
    if offered is None:
        return _gone(request)
    if request.person:
        return _accept_signed_in(request, offered, token, request.person)
    if queries.person_by_email(offered.email):
        return page(request, "pages/account/invitation_sign_in.html", {"invitation": offered, "next": request.path})
    return _accept_as_newcomer(request, offered, token)


def _gone(request: GuestRequest) -> HttpResponse:
    return page(request, "pages/account/invitation_gone.html", status=404)


def _accept_signed_in(request: GuestRequest, offered: Invitation, token: str, person: Person) -> HttpResponse:
    if (person.email or "").lower() != offered.email.lower() or offered.person_id is not None:
        return page(request, "pages/account/invitation_other.html", {"invitation": offered}, status=403)
    if request.method == "POST":
        try:
            actions.accept_invitation_as(token=token, person=person, now=timezone.now())
        except ValidationError:
            return _gone(request)
        messages.success(request, gettext("You have accepted the invitation."))
        return redirect("/")
    return page(request, "pages/account/invitation_join.html", {"invitation": offered})


def _accept_as_newcomer(request: GuestRequest, offered: Invitation, token: str) -> HttpResponse:
    kind = ClaimForm if offered.person else AcceptForm
    initial = {"language": translation.get_language()}
    if offered.person:
        initial["display_name"] = offered.person.identity.display_name
    form = kind(request.POST or None, initial=initial)
    with_passkey = "passkey" in request.POST
    if form.is_valid() and not with_passkey and not form.cleaned_data["password"]:
        form.add_error("password", gettext("Choose a password, or continue with a passkey."))
    if form.is_valid():
        given = form.cleaned_data | {"password": None if with_passkey else form.cleaned_data["password"]}
        try:
            person = actions.accept_invitation(token=token, now=timezone.now(), **({"handle": ""} | given))
        except ValidationError as refusal:
            if getattr(refusal, "code", "") == "unusable":
                return _gone(request)
            _say(form, refusal)
        else:
            return begin_sign_in(request, person)
    context = {"form": form, "invitation": offered}
    return page(request, "pages/account/invitation.html", context, status=status_of(form))


@sensitive_post_parameters("password", "code")
@public_page
@require_http_methods(["GET", "POST"])
def first_run(request: GuestRequest) -> HttpResponse:
    """The first person opens the network with the code of the terminal; afterwards there is no such page."""
    if queries.has_owner():
        raise Http404
    form = FirstRunForm(request.POST or None, initial={"language": translation.get_language()})
    if form.is_valid() and not ratelimit.consume(request, action="login"):
        form.add_error(None, gettext("There were too many attempts. Wait five minutes, then try again."))
    if form.is_valid():
        try:
            owner = actions.open_network(now=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            _say(form, refusal)
        else:
            return begin_sign_in(request, owner)
    return page(request, "pages/account/first_run.html", {"form": form}, status=status_of(form))


def begin_sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Take somebody who has just arrived to the enrolment of a second factor; the session begins after it."""
    flows.login.record_authentication(request, person, method="invitation")
    answer: HttpResponse = flows.login.perform_login(request, Login(user=person, redirect_url="/"))
    return answer


def _say(form: Any, refusal: ValidationError) -> None:
    """Put the sentence at the field that it is about; what is not about another one is about the password."""
    code = getattr(refusal, "code", None)
    at = FIELD_OF.get(code or "")
    if code is None and not hasattr(refusal, "error_dict"):
        at = "password"
    place(form, refusal, at=at if at in form.fields else None)
