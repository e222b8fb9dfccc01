"""Declared interests: clients and household by a person, rivals by the owners of an organisation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people import clearance
from greenroom.people.actions.authority import require_awake, require_self, steps_in
from greenroom.people.models import Interest, Organisation, Person

MOST = 200  # of one person, and of one organisation


@transaction.atomic
def declare_client(
    *, person: Person, name: str = "", organisation: Organisation | None = None, by: Person | None, now: datetime
) -> Interest:
    """Note a client: an organisation that is here, or the name of one that is not. Refuses anybody but the person."""
    require_self(person, by)
    name = " ".join(text.clean(name).split()) if organisation is None else ""
    if organisation is None and not name:
        raise Refusal(_("A name is needed."), code="name_missing")
    same = Interest.objects.filter(
        kind=Interest.Kind.CLIENT, person=person, other_organisation=organisation, name__iexact=name
    )
    if same.exists():
        raise Refusal(_("This is declared already."), code="declared")
    return _declare(Interest(kind=Interest.Kind.CLIENT, person=person, other_organisation=organisation, name=name), now)


@transaction.atomic
def declare_household(*, person: Person, other: Person, by: Person | None, now: datetime) -> Interest:
    """Note somebody of one's household; they are not told. Refuses anybody but the person, and oneself."""
    require_self(person, by)
    if other.pk == person.pk:
        raise Refusal(_("Your household is other people."), code="self")
    return _declare(Interest(kind=Interest.Kind.HOUSEHOLD, person=person, other_person=other), now)


@transaction.atomic
def declare_rival(*, organisation: Organisation, rival: Organisation, by: Person | None, now: datetime) -> Interest:
    """Note a rival of an organisation. Refuses anybody but its owners, and the organisation itself."""
    _require_owner(organisation, by, now=now)
    if rival.pk == organisation.pk:
        raise Refusal(_("A rival is another organisation."), code="self")
    return _declare(Interest(kind=Interest.Kind.RIVAL, organisation=organisation, other_organisation=rival), now)


@transaction.atomic
def withdraw_interest(*, interest: Interest, by: Person | None, now: datetime) -> None:
    """Take it back. Refuses anybody but the person, or the organisation's owners."""
    if interest.person is not None:
        require_self(interest.person, by)
    elif interest.organisation is not None:
        _require_owner(interest.organisation, by, now=now)
    interest.delete()


def _require_owner(organisation: Organisation, by: Person | None, *, now: datetime) -> None:
    require_awake(by)
    if by is not None and not steps_in(by, organisation, now=now):
        clearance.require(by, "organisation.clear", organisation.pk, now=now)


def _declare(interest: Interest, now: datetime) -> Interest:
    mine = Interest.objects.filter(person=interest.person, organisation=interest.organisation)
    if mine.count() >= MOST:
        raise Refusal(_("At most %(limit)d can be declared."), code="too_many", params={"limit": MOST})
    interest.declared_at = now
    insert(interest)
    return interest
