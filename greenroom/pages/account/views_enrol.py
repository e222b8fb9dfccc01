"""The first sign-in: a passkey or an authenticator app, before there is a session."""

from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.account import passkeys
from greenroom.pages.account.enrolment import EnrolmentStage, stage_at
from greenroom.pages.account.forms import EnrolAppForm, PasskeyForm
from greenroom.people import actions, factors
from greenroom.people.models import Person
from greenroom.web.attempts import status_of
from greenroom.web.page import GuestRequest, page, public_page


@public_page
@require_http_methods(["GET", "POST"])
def enrol(request: GuestRequest) -> HttpResponse:
    """Make a passkey, or connect an app; then the session begins and recovery codes are shown."""
    stage = stage_at(request, EnrolmentStage.key)
    if stage is None:
        return redirect("account_login")
    person = stage.login.user
    if factors.has_factor(person):  # enrolled in another window meanwhile
        return redirect("account_login")
    by_passkey = "credential" in request.POST
    form = EnrolAppForm(None if by_passkey else request.POST or None, user=person)
    passkey_form = PasskeyForm(request.POST if by_passkey else None)
    if _enrolled(request, person, passkey_form if by_passkey else form):
        return _begin_session(request, stage)
    context = {
        "form": form,
        "passkey_form": passkey_form,
        "has_password": person.has_usable_password(),
    } | picture_of(person, form.secret)
    return page(request, "pages/account/enrol.html", context, status=status_of(passkey_form if by_passkey else form))


@public_page
@require_POST
def begin_enrol_by_passkey(request: GuestRequest) -> HttpResponse:
    """The challenge for a first passkey."""
    stage = stage_at(request, EnrolmentStage.key)
    if stage is None:
        return JsonResponse({}, status=403)
    return JsonResponse(passkeys.begin_adding(request, stage.login.user))


def _enrolled(request: GuestRequest, person: Person, form: Any) -> bool:
    """Whether the form brought a factor that holds; the reason stands on the form otherwise."""
    try:
        if not form.is_valid():
            return False
        add(request, person, form)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    record_authentication(request, person, "mfa", type="webauthn" if is_passkey(form) else "totp")
    return True


def _begin_session(request: HttpRequest, stage: Any) -> HttpResponse:
    """End the last stage; the way leads over the recovery codes to where the person wanted to go."""
    answer = stage.exit()
    if not request.user.is_authenticated:
        return answer  # type: ignore[no-any-return]
    return redirect(f"{reverse('mfa_view_recovery_codes')}?{urlencode({'next': answer.url})}")


def is_passkey(form: Any) -> bool:
    """Which of the two ways a form is."""
    return isinstance(form, PasskeyForm)


def add(request: HttpRequest, person: Person, form: Any) -> None:
    """Enrol what a valid form brings."""
    now = timezone.now()
    if is_passkey(form):
        credential = passkeys.made(request, form.cleaned_data["credential"])
        actions.add_passkey(person=person, credential=credential, name=form.cleaned_data["name"], now=now)
        return
    actions.add_app(person=person, secret=form.secret, now=now)
    clear_totp_secret(request)


def picture_of(person: Person, secret: str) -> dict[str, Any]:
    """What a page needs to show the app's secret: as a square to photograph, as a link, as letters in groups."""
    address = get_adapter().build_totp_url(person, secret)
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    rows = code.get_matrix()
    drawn = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"app_address": address, "app_secret": groups, "square": drawn, "square_size": len(rows)}
