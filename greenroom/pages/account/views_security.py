"""What a person keeps in order: passkeys, app, recovery codes, devices; and showing again that it is still them."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.pages.account import devices, passkeys
from greenroom.pages.account.forms import CodeAgainForm, EnrolAppForm, PasskeyForm
from greenroom.pages.account.origin import next_address
from greenroom.pages.account.views_enrol import add, is_passkey, picture_of
from greenroom.people import actions, factors
from greenroom.web.attempts import status_of
from greenroom.web.fresh import fresh_required, mark_fresh
from greenroom.web.page import MemberRequest, member_page, page
from greenroom.web.ways_in import ways_for


@member_page
@require_GET
def security(request: MemberRequest) -> HttpResponse:
    """All of it on one page."""
    person = request.person
    context = {
        "part": "security",
        "passkeys": [{"id": row.pk, "name": WebAuthn(row).name, "row": row} for row in factors.passkeys_of(person)],
        "app": factors.app_of(person),
        "codes_left": factors.codes_left(person),
        "has_password": person.has_usable_password(),
        "devices": devices.of(request),
        "ways": ways_for(request),
    }
    return page(request, "pages/account/security.html", context)


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def add_app(request: MemberRequest) -> HttpResponse:
    """Connect an authenticator app."""
    if factors.app_of(request.person):
        return redirect("account_security")
    form = EnrolAppForm(request.POST or None, user=request.person)
    if _added(request, form):
        return redirect("mfa_view_recovery_codes")
    context = {"form": form, "part": "security"} | picture_of(request.person, form.secret)
    return page(request, "pages/account/add_app.html", context, status=status_of(form))


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def add_passkey(request: MemberRequest) -> HttpResponse:
    """Make another passkey."""
    form = PasskeyForm(request.POST or None)
    if _added(request, form):
        return redirect("mfa_view_recovery_codes")
    return page(request, "pages/account/add_passkey.html", {"form": form, "part": "security"}, status=status_of(form))


@member_page
@fresh_required
@require_POST
def begin_add_passkey(request: MemberRequest) -> HttpResponse:
    """The challenge for another passkey."""
    return JsonResponse(passkeys.begin_adding(request, request.person))


def _added(request: MemberRequest, form: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        add(request, request.person, form)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    added = gettext("The passkey is added.") if is_passkey(form) else gettext("The app is connected.")
    messages.success(request, added)
    return True


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def remove_factor(request: MemberRequest, factor_id: int) -> HttpResponse:
    """Take a passkey or the app away, after a page that names it."""
    mine = [*factors.passkeys_of(request.person), *filter(None, [factors.app_of(request.person)])]
    factor = next((row for row in mine if row.pk == factor_id), None)
    if factor is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            actions.remove_factor(person=request.person, factor=factor, now=timezone.now())
        except ValidationError as declined:
            refusal = " ".join(declined.messages)
        else:
            messages.success(request, gettext("It can no longer be used to sign in."))
            return redirect("account_security")
    context = {"factor": factor, "refusal": refusal, "part": "security"}
    return page(request, "pages/account/remove_factor.html", context, status=422 if refusal else 200)


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def recovery_codes(request: MemberRequest) -> HttpResponse:
    """Show fresh recovery codes once, to print or keep; a button makes new ones."""
    if request.method == "POST":
        actions.renew_codes(person=request.person, now=timezone.now())
        return redirect("mfa_view_recovery_codes")
    codes = actions.codes_to_show(request.person)
    if not codes and "next" in request.GET:
        return redirect(next_address(request))
    context = {"codes": codes, "left": factors.codes_left(request.person), "next": next_address(request)}
    return page(request, "pages/account/recovery_codes.html", context)


@member_page
@require_POST
def end_device(request: MemberRequest, device_id: int) -> HttpResponse:
    """End the session of one device; one's own is signed out by its own button."""
    session = UserSession.objects.filter(user=request.person, pk=device_id).first()
    if session is None:
        raise Http404
    devices.end(session)
    messages.success(request, gettext("That device is signed out."))
    return redirect("account_security")


@member_page
@require_POST
def end_other_devices(request: MemberRequest) -> HttpResponse:
    """End all sessions but this one."""
    devices.end_others(request)
    messages.success(request, gettext("All other devices are signed out."))
    return redirect("account_security")


@sensitive_post_parameters("password")
@member_page
@require_http_methods(["GET", "POST"])
def show_again(request: MemberRequest) -> HttpResponse:
    """Passkey, or password and code, once more; then back to what needed it."""
    person = request.person
    by_passkey = "credential" in request.POST
    form = CodeAgainForm(None if by_passkey else request.POST or None, user=person)
    passkey_form = PasskeyForm(request.POST if by_passkey else None)
    asked = passkey_form if by_passkey else form
    if request.method == "POST" and _shown(request, asked):
        mark_fresh(request)
        return redirect(next_address(request))
    context = {
        "form": form,
        "passkey_form": passkey_form,
        "has_passkey": factors.passkeys_of(person).exists(),
        "has_app": factors.app_of(person) is not None,
        "next": next_address(request, ""),
        "ways": ways_for(request),
    }
    return page(request, "pages/account/show_again.html", context, status=status_of(asked))


def _shown(request: MemberRequest, form: Any) -> bool:
    """Whether it is still them; every attempt counts against the limit."""
    if not ratelimit.consume(request, action="reauthenticate", user=request.person):
        form.add_error(None, get_adapter().validation_error("too_many_login_attempts"))
        return False
    if not form.is_valid():
        return False
    if is_passkey(form):
        try:
            passkeys.confirmed(request, request.person, form.cleaned_data["credential"], again=True)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True
    if "password" in form.fields and not request.person.check_password(form.cleaned_data["password"]):
        form.add_error("password", gettext("This is not your password."))
        return False
    post_authentication(request, form.authenticator, reauthenticated=True)
    return True


@member_page
@require_POST
def begin_show_again(request: MemberRequest) -> HttpResponse:
    """The challenge for showing it by passkey."""
    return JsonResponse(passkeys.begin_confirming(request, request.person))
