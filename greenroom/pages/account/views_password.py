"""Passwords: another one, or a way back when it is lost."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from greenroom.pages.account import devices
from greenroom.pages.account.forms import LostPasswordForm, NewPasswordForm
from greenroom.people import actions
from greenroom.people.actions.passwords import person_by_reset_token
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


@sensitive_post_parameters("password")
@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest) -> HttpResponse:
    """Another password, or a first one for somebody who came with a passkey; all other devices are signed out."""
    form = NewPasswordForm(request.POST or None)

    def save(password: str) -> None:
        actions.change_password(person=request.person, password=password, by=request.person, now=timezone.now())

    if accepted(form, save, at="password"):
        devices.stay_signed_in(request)
        messages.success(request, gettext("The new password counts from now on. All other devices are signed out."))
        return redirect("account_security")
    context = {"form": form, "part": "security", "has_password": request.person.has_usable_password()}
    return page(request, "pages/account/change_password.html", context, status=status_of(form))


@public_page
@require_http_methods(["GET", "POST"])
def lost(request: GuestRequest) -> HttpResponse:
    """Ask for a way to a new password; the answer is the same whoever's address it is."""
    form = LostPasswordForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if ratelimit.consume(request, action="reset_password", key=email.lower()):
            actions.ask_password_reset(email=email, now=timezone.now())
            return page(request, "pages/account/lost_password_sent.html", {"email": email})
        form.add_error(None, gettext("There were too many attempts. Wait five minutes, then try again."))
    return page(request, "pages/account/lost_password.html", {"form": form}, status=status_of(form))


@sensitive_post_parameters("password")
@public_page
@require_http_methods(["GET", "POST"])
def new(request: GuestRequest, person_id: int, token: str) -> HttpResponse:
    """Choose a new password by the link of a mail; the second factor stays and is asked for at the sign-in."""
    if person_by_reset_token(person_id, token) is None:
        return page(request, "pages/account/link_unusable.html", status=404)
    form = NewPasswordForm(request.POST or None)

    def save(password: str) -> None:
        actions.reset_password(person_id=person_id, token=token, password=password, now=timezone.now())

    if accepted(form, save, at="password"):
        messages.success(request, gettext("The new password counts from now on. Sign in with it."))
        return redirect("account_login")
    return page(request, "pages/account/new_password.html", {"form": form}, status=status_of(form))
