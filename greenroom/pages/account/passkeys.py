"""The ceremony of a passkey: a challenge that lives five minutes and counts once, then the device's answer."""

import time
from typing import Any

from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person

CHALLENGE_LIVES = 5 * 60  # seconds
KEY = "passkey_begun_at"
MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


def begin_sign_in(request: HttpRequest) -> dict[str, Any]:
    """What a browser needs to ask for any passkey of this network; the device must verify its user."""
    return _begun(request, auth.begin_authentication(None))


def begin_confirming(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What a browser needs to ask for a passkey of this person."""
    return _begun(request, auth.begin_authentication(person))


def begin_adding(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What a browser needs to make a passkey that can sign in alone."""
    return _begun(request, auth.begin_registration(person, passwordless=True))


def person_signed_in_by(request: HttpRequest, answer: object) -> Authenticator:
    """The passkey that answered, of whomever it says; recorded as a whole sign-in. Refuses anything unsound."""
    try:
        credential = _answer(request, answer)
        auth.parse_authentication_response(credential)
        passkey = auth.complete_authentication(auth.extract_user_from_response(credential), credential)
    except MALFORMED:
        raise not_accepted() from None
    finally:
        auth.clear_state()
    post_authentication(request, passkey, passwordless=True)
    return passkey


def confirmed(request: HttpRequest, person: Person, answer: object, *, again: bool = False) -> None:
    """Accept the person's own passkey as a second factor, or `again` during a session. Refuses anything unsound."""
    try:
        credential = _answer(request, answer)
        forget_attempts = check_rate_limit(person)
        auth.parse_authentication_response(credential)
        passkey = auth.complete_authentication(person, credential)
        forget_attempts()
    except MALFORMED:
        raise not_accepted() from None
    finally:
        auth.clear_state()
    post_authentication(request, passkey, reauthenticated=again)


def made(request: HttpRequest, answer: object) -> dict[str, Any]:
    """The new credential, checked: right challenge, right address, and a device that verified its user."""
    try:
        credential = _answer(request, answer)
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise not_accepted()
    except MALFORMED:
        raise not_accepted() from None
    finally:
        auth.clear_state()
    return credential


def not_accepted() -> Refusal:
    """The one sentence for all that goes wrong with a passkey."""
    return Refusal(_("The passkey was not accepted. Try again, or use another way in."), code="passkey")


def _begun(request: HttpRequest, options: dict[str, Any]) -> dict[str, Any]:
    request.session[KEY] = time.time()
    return options


def _answer(request: HttpRequest, answer: object) -> dict[str, Any]:
    """The answer as a mapping, if its challenge is not older than five minutes."""
    begun_at = request.session.pop(KEY, 0.0)
    if not 0 <= time.time() - begun_at < CHALLENGE_LIVES or not isinstance(answer, dict):
        raise not_accepted()
    return answer
