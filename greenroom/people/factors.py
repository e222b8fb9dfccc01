"""What a person can sign in with beside a password: passkeys, an authenticator app, recovery codes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import QuerySet

from greenroom.people.models import Person

FIRST = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    """The person's passkeys, oldest first."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("id")


def app_of(person: Person) -> Authenticator | None:
    """The person's authenticator app, if one is enrolled."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()


def has_factor(person: Person) -> bool:
    """Whether the person has a passkey or an app, so that a password alone opens nothing."""
    return Authenticator.objects.filter(user=person, type__in=FIRST).exists()


def codes_left(person: Person) -> int:
    """How many recovery codes are unused."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0
