"""Signing in and out: password and code, or a passkey alone."""

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.pages.account import passkeys
from greenroom.pages.account.enrolment import stage_at, where_it_waits
from greenroom.pages.account.forms import CodeForm, PasskeyForm, SignInForm
from greenroom.pages.account.origin import next_address
from greenroom.people import factors
from greenroom.web.attempts import status_of
from greenroom.web.page import GuestRequest, page, public_page
from greenroom.web.ways_in import ways_for


@sensitive_post_parameters("password")
@public_page
@require_http_methods(["GET", "POST"])
def sign_in(request: GuestRequest) -> HttpResponse:
    """Address and password; what follows is a stage of its own."""
    if request.person:
        return redirect(next_address(request))
    waiting = where_it_waits(request)
    if waiting and request.method == "GET":
        return redirect(waiting)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        answer = _by_password(request, form)
        if answer is not None:
            return answer
    return _sign_in_page(request, form, PasskeyForm(), status=status_of(form))


def _sign_in_page(request: GuestRequest, form: SignInForm, passkey_form: PasskeyForm, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "passkey_form": passkey_form,
        "next": next_address(request, ""),
        "ways": ways_for(request),
        "is_demo": settings.IS_DEMO,  # nobody there has a password; the personas are a click away
    }
    return page(request, "pages/account/sign_in.html", context, status=status)


def _by_password(request: GuestRequest, form: SignInForm) -> HttpResponse | None:
    """The next stage of the sign-in, or nothing and a sentence on the form: the same for known and unknown."""
    email, password = form.cleaned_data["email"].strip(), form.cleaned_data["password"]
    if not ratelimit.consume(request, action="login"):
        form.add_error(None, get_adapter().validation_error("too_many_login_attempts"))
        return None
    try:
        person = get_adapter().authenticate(request, email=email, password=password)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    if person is None or not person.is_active:
        form.add_error(None, gettext("Mail address and password do not belong together."))
        return None
    login = Login(user=person, email=email, redirect_url=next_address(request))
    answer: HttpResponse = flows.login.perform_password_login(request, {"email": email}, login)
    return answer


@public_page
@require_POST
def begin_passkey(request: GuestRequest) -> HttpResponse:
    """The challenge for a sign-in by passkey."""
    return JsonResponse(passkeys.begin_sign_in(request))


@public_page
@require_POST
def sign_in_by_passkey(request: GuestRequest) -> HttpResponse:
    """A passkey is both factors: the device has verified whoever holds it."""
    form = PasskeyForm(request.POST)
    if not ratelimit.consume(request, action="login"):
        form.add_error(None, get_adapter().validation_error("too_many_login_attempts"))
    if form.is_valid():
        try:
            passkey = passkeys.person_signed_in_by(request, form.cleaned_data["credential"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if passkey.user.is_active:
                login = Login(user=passkey.user, redirect_url=next_address(request))
                answer: HttpResponse = flows.login.perform_login(request, login)
                return answer
            form.add_error(None, passkeys.not_accepted())
    return _sign_in_page(request, SignInForm(), form, status=422)


@public_page
@require_http_methods(["GET", "POST"])
def code(request: GuestRequest) -> HttpResponse:
    """The second factor of a sign-in by password."""
    stage = stage_at(request, AuthenticateStage.key)
    if stage is None:
        return redirect("account_login")
    person = stage.login.user
    by_passkey = "credential" in request.POST
    form = CodeForm(None if by_passkey else request.POST or None, user=person)
    passkey_form = PasskeyForm(request.POST if by_passkey else None)
    if by_passkey and passkey_form.is_valid():
        try:
            passkeys.confirmed(request, person, passkey_form.cleaned_data["credential"])
        except ValidationError as refusal:
            passkey_form.add_error(None, refusal)
        else:
            return stage.exit()  # type: ignore[no-any-return]
    elif form.is_valid():
        post_authentication(request, form.authenticator)
        return stage.exit()  # type: ignore[no-any-return]
    context = {
        "form": form,
        "passkey_form": passkey_form,
        "has_passkey": factors.passkeys_of(person).exists(),
        "has_app": factors.app_of(person) is not None,
    }
    return page(request, "pages/account/code.html", context, status=status_of(passkey_form if by_passkey else form))


@public_page
@require_POST
def begin_code_by_passkey(request: GuestRequest) -> HttpResponse:
    """The challenge for a passkey as second factor."""
    stage = stage_at(request, AuthenticateStage.key)
    if stage is None:
        return JsonResponse({}, status=403)
    return JsonResponse(passkeys.begin_confirming(request, stage.login.user))


@public_page
@require_POST
def start_again(request: GuestRequest) -> HttpResponse:
    """Forget a sign-in that waits at a stage."""
    clear_login(request)
    return redirect("account_login")


@public_page
@require_http_methods(["GET", "POST"])
def sign_out(request: GuestRequest) -> HttpResponse:
    """End this session; a link asks first, so that no foreign page can do it."""
    if request.method == "GET" and request.person:
        return page(request, "pages/account/sign_out.html")
    if request.person:
        get_adapter().logout(request)
    return redirect("account_login")


@public_page
@require_GET
def inactive(request: GuestRequest) -> HttpResponse:
    """What somebody reads whose account is suspended, after they have shown who they are."""
    return page(request, "pages/account/inactive.html", status=403)
