"""Belonging to an organisation: joining, leaving, roles, what the organisation notes."""

from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit, text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people import sessions
from greenroom.people.actions.authority import (
    lock_owners,
    require_another_owner,
    require_awake,
    require_manager,
    require_own_unit,
    require_role_giver,
)
from greenroom.people.actions.clearances import revoke_all
from greenroom.people.actions.identities import BylineKept
from greenroom.people.events import MembershipEnded, OrganisationJoined, RoleChanged
from greenroom.people.models import Membership, Organisation, Person, Role, Unit


class Keep(Enum):
    """The wish to leave something as it is, where None means to take it away."""

    KEEP = "keep"


KEEP = Keep.KEEP


@transaction.atomic
def join_organisation(
    *,
    person: Person,
    organisation: Organisation,
    role: str = Role.MEMBER,
    title: str = "",
    unit: Unit | None = None,
    by: Person | None,
    now: datetime,
) -> Membership:
    """Let a person belong. Refuses `by` who may not give the role, a foreign unit, and a second membership."""
    require_role_giver(by, Role(role), organisation, now=now)
    return enter(person=person, organisation=organisation, role=Role(role), title=title, unit=unit, by=by, now=now)


def enter(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    title: str = "",
    unit: Unit | None = None,
    by: Person | None,
    now: datetime,
) -> Membership:
    """The membership itself, without asking who may; an invitation asked when it was written."""
    require_own_unit(organisation, unit)
    membership = Membership(
        person=person, organisation=organisation, role=role, title=_line(title), unit=unit, joined_at=now
    )
    with BylineKept(person):
        insert(membership)
    publish(
        OrganisationJoined(
            at=now, person_id=person.pk, organisation_id=organisation.pk, role=role.value, by_id=by.pk if by else None
        )
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Person | None, now: datetime) -> None:
    """End a membership and the clearances that came with it: one's own, or one whose role is below `by`'s.

    Refuses when the organisation would have no owner left.
    """
    require_awake(by)
    organisation = membership.organisation
    if by is None or by.pk != membership.person_id:
        require_role_giver(by, Role(membership.role), organisation, now=now)
    lock_owners(organisation)
    running = Membership.objects.filter(pk=membership.pk, ended_at__isnull=True)
    with BylineKept(membership.person):
        if not running.update(ended_at=now):
            raise Refusal(_("This membership has already ended."), code="ended")
    if membership.role == Role.OWNER:
        require_another_owner(organisation)
    membership.ended_at = now
    sessions.end_through(membership.person_id, organisation.pk)
    revoke_all(membership.person_id, organisation.pk, by=by, now=now)
    publish(
        MembershipEnded(
            at=now,
            person_id=membership.person_id,
            organisation_id=organisation.pk,
            by_id=by.pk if by else None,
        )
    )


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Person | None, now: datetime) -> Membership:
    """Give a member another role. Refuses `by` who holds no more than the old and the new role.

    Refuses when the organisation would have no owner left.
    """
    organisation, before, after = membership.organisation, Role(membership.role), Role(role)
    require_role_giver(by, max(before, after, key=lambda each: each.rank), organisation, now=now)
    lock_owners(organisation)
    running = Membership.objects.filter(pk=membership.pk, ended_at__isnull=True, role=before)
    if not running.update(role=after):
        raise Refusal(_("The role has changed in the meantime."), code="changed")
    if before is Role.OWNER:
        require_another_owner(organisation)
    membership.role = after
    by_id = by.pk if by else None
    publish(
        RoleChanged(
            at=now, person_id=membership.person_id, organisation_id=organisation.pk, role=after.value, by_id=by_id
        )
    )
    audit.record(
        action="membership.role_changed",
        actor_id=by_id,
        on_behalf_of_id=organisation.pk,
        object_kind="person",
        object_id=membership.person_id,
        payload={"before": before.value, "after": after.value},
        now=now,
    )
    return membership


@transaction.atomic
def update_membership(
    *,
    membership: Membership,
    by: Person | None,
    now: datetime,
    title: str | None = None,
    unit: Unit | Keep | None = KEEP,
    manager: Person | Keep | None = KEEP,
    attributes: dict[str, str] | None = None,
) -> Membership:
    """Set title, unit, manager and attributes. Refuses anybody but owners and administrators, so the person too.

    `title=None` and `attributes=None` leave them as they are; `unit=None` and `manager=None` take them away. Refuses a
    manager who does not belong to the organisation, and the person themselves.
    """
    require_manager(by, membership.organisation, now=now)
    unit = membership.unit if isinstance(unit, Keep) else unit
    require_own_unit(membership.organisation, unit)
    if not isinstance(manager, Keep):
        _require_manager_there(membership, manager)
        membership.manager = manager
    with BylineKept(membership.person):
        membership.title = membership.title if title is None else _line(title)
        membership.unit = unit
        membership.attributes = membership.attributes if attributes is None else attributes
        membership.full_clean()
        membership.save(update_fields=["title", "unit", "manager", "attributes"])
    return membership


def _require_manager_there(membership: Membership, manager: Person | None) -> None:
    """Refuse somebody as their own manager, and a manager from elsewhere."""
    if manager is None:
        return
    there = Membership.objects.filter(person=manager, organisation=membership.organisation_id, ended_at__isnull=True)
    if manager.pk == membership.person_id or not there.exists():
        raise Refusal(_("The manager must be somebody else who belongs to the organisation."), code="manager_unknown")


def _line(words: str) -> str:
    return " ".join(text.clean(words).split())
