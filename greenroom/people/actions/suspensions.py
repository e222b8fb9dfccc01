"""Suspending a person, and letting them back."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit, mail, text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import clearance
from greenroom.people.actions.authority import lock_owners, require_another_owner, require_host, require_role_giver
from greenroom.people.events import PersonReinstated, PersonSuspended
from greenroom.people.models import Identity, Person, Role
from greenroom.people.network import NETWORK_NAME

SUSPENDED = ("suspended", _("Your account on %(network)s is suspended"))
REINSTATED = ("reinstated", _("Your account on %(network)s is open again"))


@transaction.atomic
def suspend_person(*, person: Person, reason: str, by: Person | None, now: datetime) -> None:
    """Hide a person and end all that they have open, at once.

    Refuses without a reason, anybody but a host who stands above the person, oneself, and the last owner.
    """
    _require_above(person, by, now=now)
    words = _require_reason(reason)
    lock_owners(None)
    if not Identity.objects.filter(pk=person.pk, suspended_at__isnull=True).update(suspended_at=now):
        raise Refusal(_("This person is suspended already."), code="suspended")
    Person.objects.filter(pk=person.pk).update(is_active=False, sessions_ended_at=now)
    if clearance.role_in(person, None) is Role.OWNER:
        require_another_owner(None)
    person.is_active, person.sessions_ended_at, person.identity.suspended_at = False, now, now
    by_id = by.pk if by else None
    publish(PersonSuspended(at=now, person_id=person.pk, by_id=by_id))
    _write_to(person, SUSPENDED, words, now=now)
    audit.record(
        action="person.suspended",
        actor_id=by_id,
        object_kind="person",
        object_id=person.pk,
        payload={"reason": words},
        now=now,
    )


@transaction.atomic
def reinstate_person(*, person: Person, reason: str, by: Person | None, now: datetime) -> None:
    """Let a suspended person back; they sign in anew. Refuses without a reason, and whoever could not suspend them."""
    _require_above(person, by, now=now)
    words = _require_reason(reason)
    if not Identity.objects.filter(pk=person.pk, suspended_at__isnull=False).update(suspended_at=None):
        raise Refusal(_("This person is not suspended."), code="not_suspended")
    Person.objects.filter(pk=person.pk).update(is_active=True)
    person.is_active, person.identity.suspended_at = True, None
    by_id = by.pk if by else None
    publish(PersonReinstated(at=now, person_id=person.pk, by_id=by_id))
    _write_to(person, REINSTATED, words, now=now)
    audit.record(
        action="person.reinstated",
        actor_id=by_id,
        object_kind="person",
        object_id=person.pk,
        payload={"reason": words},
        now=now,
    )


def _write_to(person: Person, what: tuple[str, Promise], reason: str, *, now: datetime) -> None:
    """Tell somebody who has an address, in their language and with the reason; no host is named (catalogue A16)."""
    if person.email is None or person.claimed_at is None:
        return
    name, subject = what
    network = NETWORK_NAME.get() or "Greenroom"
    with translation.override(person.language):
        mail.queue_mail(
            to=person.email,
            subject=str(subject) % {"network": network},
            text=render_to_string(f"people/mail/{name}.txt", {"network": network, "reason": reason}),
            key=f"{name}:{person.pk}:{int(now.timestamp() * 1000)}",
            now=now,
        )


def _require_above(person: Person, by: Person | None, *, now: datetime) -> None:
    if by is None:
        return
    if by.pk == person.pk:
        raise Refusal(_("You cannot suspend yourself."), code="self")
    require_host(by, now=now)
    require_role_giver(by, clearance.role_in(person, None) or Role.MEMBER, None, now=now)


def _require_reason(reason: str) -> str:
    words = text.clean(reason)
    if not words:
        raise Refusal(_("A reason is needed."), code="reason_missing")
    return words
