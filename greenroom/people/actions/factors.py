"""Second factors: adding, removing, and the recovery codes that replace them once."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit
from greenroom.kit.refusals import Refusal
from greenroom.people.factors import FIRST, has_factor, passkeys_of
from greenroom.people.models import Person


@transaction.atomic
def add_app(*, person: Person, secret: str, now: datetime) -> None:
    """Enrol an authenticator app whose code has been checked, and make recovery codes if there are none."""
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    _record("factor.added", person, "app", now)


@transaction.atomic
def add_passkey(*, person: Person, credential: dict[str, Any], name: str, now: datetime) -> None:
    """Enrol a passkey whose ceremony has been checked, and make recovery codes if there are none."""
    WebAuthn.add(person, name.strip()[:60] or gettext("Passkey"), credential)
    RecoveryCodes.activate(person)
    _record("factor.added", person, "passkey", now)


@transaction.atomic
def remove_factor(*, person: Person, factor: Authenticator, now: datetime) -> None:
    """Take a passkey or app away. Refuses the last one, and the last passkey of a person without a password."""
    Person.objects.filter(pk=person.pk).update(is_active=F("is_active"))  # one removal at a time
    Authenticator.objects.filter(pk=factor.pk, user=person, type__in=FIRST).delete()
    if not has_factor(person):
        raise Refusal(_("This is your only second factor. Add another one first."), code="last_factor")
    if not person.has_usable_password() and not passkeys_of(person).exists():
        raise Refusal(_("You have no password. Add another passkey first."), code="last_factor")
    _record("factor.removed", person, factor.type, now)


@transaction.atomic
def renew_codes(*, person: Person, now: datetime) -> None:
    """Make ten new recovery codes; the old ones no longer count."""
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    _record("factor.codes_renewed", person, "codes", now)


@transaction.atomic
def codes_to_show(person: Person) -> list[str]:
    """The recovery codes, once: an empty list when they have been shown before."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None:
        return []
    codes = RecoveryCodes(row)
    if codes.did_view:
        return []
    codes.mark_as_viewed()
    return [_in_groups(code) for code in codes.get_unused_codes()]


def _in_groups(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def _record(action: str, person: Person, kind: str, now: datetime) -> None:
    audit.record(
        action=action,
        actor_id=person.pk,
        object_kind="person",
        object_id=person.pk,
        payload={"kind": kind},
        now=now,
    )
