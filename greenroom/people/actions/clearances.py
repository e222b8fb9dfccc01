"""Granting a person something that their role does not bring, and taking it back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import clearance as clearances
from greenroom.people.actions.authority import steps_in
from greenroom.people.events import ClearanceGranted, ClearanceRevoked
from greenroom.people.models import Clearance, Organisation, Person


@transaction.atomic
def grant_clearance(
    *,
    person: Person,
    verb: str,
    organisation: Organisation | None = None,
    ends_at: datetime | None = None,
    by: Person | None,
    now: datetime,
) -> Clearance:
    """Let a person do something in an organisation (or in the network), until `ends_at` or until revoked.

    Refuses anybody but an owner there, an unknown verb, a past end, and a second grant of the same.
    """
    _require_granter(by, organisation, now=now)
    if verb not in clearances.VERBS or not verb.startswith("network." if organisation is None else ""):
        raise Refusal(_("There is no such clearance."), code="verb_unknown")
    if ends_at is not None and ends_at <= now:
        raise Refusal(_("The clearance would end before it begins."), code="ends_before")
    same = Clearance.objects.filter(person=person, verb=verb, organisation=organisation, revoked_at__isnull=True)
    same.filter(ends_at__lte=now).update(revoked_at=now)
    if same.exists():
        raise _granted()
    granted = Clearance(
        person=person, verb=verb, organisation=organisation, granted_by=by, granted_at=now, ends_at=ends_at
    )
    granted.full_clean(validate_constraints=False)  # the database holds them, for two at once too
    try:
        with transaction.atomic():
            granted.save(force_insert=True)
    except IntegrityError:  # somebody else has granted it in the same moment
        raise _granted() from None
    publish(ClearanceGranted(at=now, clearance_id=granted.pk, person_id=person.pk, by_id=by.pk if by else None))
    _record("clearance.granted", granted, by, now)
    return granted


@transaction.atomic
def revoke_clearance(*, clearance: Clearance, by: Person | None, now: datetime) -> None:
    """Take a clearance back; whoever holds it may lay it down. Refuses others than an owner there."""
    if by is None or by.pk != clearance.person_id:
        _require_granter(by, clearance.organisation, now=now)
    if not Clearance.objects.filter(pk=clearance.pk, revoked_at__isnull=True).update(revoked_at=now):
        raise Refusal(_("This clearance has been revoked already."), code="revoked")
    clearance.revoked_at = now
    by_id = by.pk if by else None
    publish(ClearanceRevoked(at=now, clearance_id=clearance.pk, person_id=clearance.person_id, by_id=by_id))
    _record("clearance.revoked", clearance, by, now)


def revoke_all(person_id: int, organisation_id: int | None, *, by: Person | None, now: datetime) -> None:
    """Take back all that a person holds in an organisation, or in the network: their membership there has ended."""
    rows = Clearance.objects.filter(person=person_id, organisation=organisation_id, revoked_at__isnull=True)
    ids = list(rows.values_list("id", flat=True))
    rows.update(revoked_at=now)
    for number in ids:
        publish(ClearanceRevoked(at=now, clearance_id=number, person_id=person_id, by_id=by.pk if by else None))


def _granted() -> Refusal:
    return Refusal(_("This person has the clearance already."), code="granted")


def _require_granter(by: Person | None, organisation: Organisation | None, *, now: datetime) -> None:
    if by is None:
        return
    if organisation is None:
        clearances.require(by, "network.own", now=now)
    elif not steps_in(by, organisation, now=now):
        clearances.require(by, "organisation.clear", organisation.pk, now=now)


def _record(action: str, clearance: Clearance, by: Person | None, now: datetime) -> None:
    audit.record(
        action=action,
        actor_id=by.pk if by else None,
        on_behalf_of_id=clearance.organisation_id,
        object_kind="person",
        object_id=clearance.person_id,
        payload={"verb": clearance.verb},
        now=now,
    )
