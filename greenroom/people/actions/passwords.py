"""Passwords: the first, another, and the way back when one is lost."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import queries
from greenroom.people.actions.authority import require_self
from greenroom.people.events import PasswordResetAsked, SessionsEnded
from greenroom.people.models import Person

MAX_ID = 2**63  # beyond it a database has no numbers


def set_first_password(person: Person, password: str | None, *, now: datetime) -> None:
    """Claim the row: from now on somebody signs in as this person, with a passkey alone when no password is given.

    Refuses a weak password in the framework's own sentences.
    """
    if password is None:
        person.set_unusable_password()
    else:
        validate_password(password, person)
        person.set_password(password)
    person.claimed_at = now
    person.save(update_fields=["password", "claimed_at"])


@transaction.atomic
def change_password(*, person: Person, password: str, by: Person | None, now: datetime) -> None:
    """Give the person another password and end every session of before.

    Refuses anybody but the person, and a weak password.
    """
    require_self(person, by)
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    publish(SessionsEnded(at=now, person_id=person.pk, by_id=by.pk if by else None))


@transaction.atomic
def ask_password_reset(*, email: str, now: datetime) -> None:
    """Have a way to a new password mailed, if the address is somebody's.

    Costs the same for known and unknown addresses: one look-up and one fact; the mail is written by the worker.
    """
    person = queries.person_by_email(email.strip())
    publish(PasswordResetAsked(at=now, person_id=person.pk if person else None))


@transaction.atomic
def reset_password(*, person_id: int, token: str, password: str, now: datetime) -> Person:
    """Set a new password by the token of a mail, once; ends every session and keeps the second factor.

    Refuses a token that is used, too old or invented, all in one sentence, and a weak password.
    """
    person = person_by_reset_token(person_id, token)
    if person is None:
        raise unusable()
    validate_password(password, person)
    before = person.password
    person.set_password(password)
    if not Person.objects.filter(pk=person.pk, password=before).update(password=person.password):
        raise unusable()  # the token was used in the same moment
    publish(SessionsEnded(at=now, person_id=person.pk))
    return person


def person_by_reset_token(person_id: int, token: str) -> Person | None:
    """Whose password the token may replace."""
    if not 0 < person_id < MAX_ID:
        return None
    rows = Person.objects.filter(pk=person_id, is_active=True, claimed_at__isnull=False)
    person = rows.select_related("identity").first()
    return person if person and default_token_generator.check_token(person, token) else None


def unusable() -> Refusal:
    """The sentence for a link that leads nowhere any more."""
    return Refusal(_("This link has been used or is too old. Ask for a new one."), code="link_unusable")


@transaction.atomic
def end_sessions(*, person: Person, by: Person | None, now: datetime) -> None:
    """End every session of the person, on all devices. Refuses anybody but the person or the operator."""
    require_self(person, by)
    person.sessions_ended_at = now
    person.save(update_fields=["sessions_ended_at"])
    publish(SessionsEnded(at=now, person_id=person.pk, by_id=by.pk if by else None))
