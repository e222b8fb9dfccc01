"""How the sign-in library behaves here: closed, silent, in our words and by our rules."""

import base64
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from greenroom.kit import sealing
from greenroom.pages.account.origin import limited_address, next_address
from greenroom.people.models import Person
from greenroom.people.network import NETWORK_NAME
from greenroom.web.fresh import mark_fresh

PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up without an invitation; nothing is mailed; each way in ends with the same assurance."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("There were too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("There were too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's shape
        """No."""
        return False

    def get_login_stages(self) -> list[str]:
        """After a password: the second factor; when there is none yet, its enrolment."""
        return ["greenroom.pages.account.enrolment.CodeStage", "greenroom.pages.account.enrolment.EnrolmentStage"]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, with a new key."""
        super().login(request, user)
        mark_fresh(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the person wanted to go."""
        return next_address(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The true peer, as tries are counted."""
        return limited_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail leaves through the kit alone; the library must not try."""
        raise NotImplementedError(template_prefix)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing; our pages speak for themselves."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed at rest, bound to the public address of this network."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Take the one that the app shows now."),
    }

    def encrypt(self, text: str) -> str:
        """Unreadable without the secret of the installation."""
        sealed = sealing.encrypt(sealing.keys_for(PURPOSE)[0], text.encode(), bound_to=PURPOSE)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Readable again."""
        sealed = base64.b64decode(encrypted_text)
        return sealing.decrypt(sealing.keys_for(PURPOSE), sealed, bound_to=PURPOSE).decode()

    def get_totp_issuer(self) -> str:
        """How an authenticator app names this network."""
        return NETWORK_NAME.get() or "Greenroom"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The party that passkeys are bound to: the public address, whatever host the request names."""
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "localhost", "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """How a device names the person."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        assert isinstance(user, Person)  # noqa: S101 - there are no other users
        return entity | {"display_name": user.identity.display_name, "name": f"@{user.handle}"}
