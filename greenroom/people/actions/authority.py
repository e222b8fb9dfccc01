"""Who may give or take a role: only somebody who holds more; an owner may give anything.

`by=None` stands for the operator at the console, who may do everything; a way in from a page always names a person.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal
from greenroom.people import clearance
from greenroom.people.models import Identity, Membership, NetworkMembership, Organisation, Person, Role, Unit


def require_awake(by: Person | None, *identities: Identity) -> None:
    """Refuse while `by`, or one of those for whom they act, is suspended: even about what is theirs alone.

    The database is asked: a row in hand may be older than the suspension, by as long as pictures take to be read.
    """
    acting = {identity.pk for identity in identities} | ({by.pk} if by else set())
    if acting and Identity.objects.filter(pk__in=acting, suspended_at__isnull=False).exists():
        raise Refusal(_("This account is suspended."), code="suspended")


def require_self(person: Person, by: Person | None) -> None:
    """Refuse anybody but the person, whose words these are, and the person while they are suspended."""
    if by is not None and by.pk != person.pk:
        raise Refusal(_("Only the person themselves can change this."), code="not_self")
    require_awake(by)


def require_host(by: Person | None, *, now: datetime) -> None:
    """Refuse unless `by` hosts the network."""
    if by is not None:
        clearance.require(by, "network.host", now=now)


def require_manager(by: Person | None, organisation: Organisation, *, now: datetime) -> None:
    """Refuse unless `by` manages the organisation, or hosts the network while the organisation has no owner."""
    if by is None or steps_in(by, organisation, now=now):
        return
    clearance.require(by, "organisation.manage", organisation.pk, now=now)


def require_role_giver(by: Person | None, role: Role, organisation: Organisation | None, *, now: datetime) -> None:
    """Refuse unless `by` holds more than `role` there (trust, section 8); the network when no organisation is named."""
    if by is None:
        return
    held = role_of(by, organisation, now=now)
    if held is Role.OWNER or (held is Role.ADMINISTRATOR and role is Role.MEMBER):
        return
    raise Refusal(_("You can only give a role that is below your own."), code="role_too_high")


def require_may_hand_over(by: Person | None, row: Person, *, now: datetime) -> None:
    """Refuse unless `by` hosts the network and could give what the unclaimed row holds.

    What it holds in an organisation is the hosts' to give while no owner there could: they named the one who waits
    (docs/decisions/handing-over.md).
    """
    require_host(by, now=now)
    for organisation, role in _held_by(row, now=now).items():
        if organisation is None or owners_of(organisation).filter(person__claimed_at__isnull=False).exists():
            require_role_giver(by, role, organisation, now=now)


def _held_by(row: Person, *, now: datetime) -> dict[Organisation | None, Role]:
    """Where the row has a role, the network as None, being a mere member of an organisation left out.

    A clearance counts as ownership: owners alone grant it.
    """
    leading = Membership.objects.filter(person=row, ended_at__isnull=True).exclude(role=Role.MEMBER)
    held: dict[Organisation | None, Role] = {
        membership.organisation: Role(membership.role) for membership in leading.select_related("organisation")
    }
    if role := clearance.role_in(row, None):
        held[None] = role
    granted = clearance.running(row, now=now).select_related("organisation")
    return held | {cleared.organisation: Role.OWNER for cleared in granted}


def role_of(by: Person, organisation: Organisation | None, *, now: datetime) -> Role | None:
    """What `by` holds there for the purpose of giving roles; nothing when suspended, as the database knows it now."""
    if not Person.objects.filter(pk=by.pk, is_active=True, claimed_at__isnull=False).exists():
        return None
    if organisation is not None and steps_in(by, organisation, now=now):
        return Role.OWNER
    return clearance.role_in(by, organisation.pk if organisation else None)


def steps_in(by: Person, organisation: Organisation, *, now: datetime) -> bool:
    """Whether `by`, as a host, acts for an organisation that has no owner who could."""
    return not owners_of(organisation).exists() and clearance.allows(by, "network.host", now=now)


def owners_of(organisation: Organisation) -> QuerySet[Membership]:
    """Running ownerships of people who are not suspended."""
    return Membership.objects.filter(
        organisation=organisation, role=Role.OWNER, ended_at__isnull=True, person__is_active=True
    )


def owners_of_network() -> QuerySet[NetworkMembership]:
    """Running ownerships of the network by people who are not suspended."""
    return NetworkMembership.objects.filter(role=Role.OWNER, ended_at__isnull=True, person__is_active=True)


def lock_owners(organisation: Organisation | None) -> None:
    """Let one transaction at a time take an ownership away.

    Writing the rows unchanged locks them on PostgreSQL until the end of the transaction; SQLite has one writer anyway.
    """
    if organisation is None:
        NetworkMembership.objects.filter(role=Role.OWNER, ended_at__isnull=True).update(role=Role.OWNER)
    else:
        Membership.objects.filter(organisation=organisation, role=Role.OWNER, ended_at__isnull=True).update(
            role=Role.OWNER
        )


def require_another_owner(organisation: Organisation | None) -> None:
    """Refuse when nobody would own the organisation, or the network, any more. Call after the change."""
    rest = owners_of(organisation) if organisation else owners_of_network()
    if not rest.exists():
        raise Refusal(_("Somebody else must become an owner first."), code="last_owner")


def require_own_unit(organisation: Organisation, unit: Unit | None) -> None:
    """Refuse a unit of another organisation."""
    if unit is not None and unit.organisation_id != organisation.pk:
        raise Refusal(_("The organisation has no such unit."), code="unit_unknown")
