"""Belonging to the network, and opening an empty one."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit, text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people import clearance, queries, sessions
from greenroom.people.actions.authority import lock_owners, require_another_owner, require_awake, require_role_giver
from greenroom.people.actions.clearances import revoke_all
from greenroom.people.actions.passwords import set_first_password
from greenroom.people.actions.persons import create_person
from greenroom.people.conflicts import PAST_YEARS
from greenroom.people.events import NetworkJoined, NetworkLeft, NetworkOpened, PersonAdded, PersonClaimed, RoleChanged
from greenroom.people.models import NetworkMembership, Person, Role
from greenroom.people.network import NETWORK_NAME, OPENING_CODE

LONGEST_NAME = 80  # characters of the network's name
MOST_PAST_YEARS = 50


@transaction.atomic
def join_network(*, person: Person, role: str = Role.MEMBER, by: Person | None, now: datetime) -> NetworkMembership:
    """Let a person belong to the network. Refuses `by` who may not give the role, and a second membership."""
    require_role_giver(by, Role(role), None, now=now)
    return enter_network(person=person, role=Role(role), by=by, now=now)


def enter_network(*, person: Person, role: Role, by: Person | None, now: datetime) -> NetworkMembership:
    """The membership itself, without asking who may; an invitation asked when it was written."""
    membership = NetworkMembership(person=person, role=role, joined_at=now)
    insert(membership)
    publish(NetworkJoined(at=now, person_id=person.pk, role=role.value, by_id=by.pk if by else None))
    return membership


@transaction.atomic
def leave_network(*, person: Person, by: Person | None, now: datetime) -> None:
    """End a person's network membership with its clearances: one's own, or one whose role is below `by`'s.

    Refuses when the network would have no owner left.
    """
    require_awake(by)
    membership = _running(person)
    if by is None or by.pk != person.pk:
        require_role_giver(by, Role(membership.role), None, now=now)
    lock_owners(None)
    if not NetworkMembership.objects.filter(pk=membership.pk, ended_at__isnull=True).update(ended_at=now):
        raise _not_a_member()
    if membership.role == Role.OWNER:
        require_another_owner(None)
    sessions.end_through(person.pk, None)
    revoke_all(person.pk, None, by=by, now=now)
    publish(NetworkLeft(at=now, person_id=person.pk, by_id=by.pk if by else None))


@transaction.atomic
def change_network_role(*, person: Person, role: str, by: Person | None, now: datetime) -> NetworkMembership:
    """Give a member of the network another role. Refuses `by` who holds no more than the old and the new role."""
    membership = _running(person)
    before, after = Role(membership.role), Role(role)
    require_role_giver(by, max(before, after, key=lambda each: each.rank), None, now=now)
    lock_owners(None)
    if not NetworkMembership.objects.filter(pk=membership.pk, ended_at__isnull=True, role=before).update(role=after):
        raise Refusal(_("The role has changed in the meantime."), code="changed")
    if before is Role.OWNER:
        require_another_owner(None)
    membership.role = after
    by_id = by.pk if by else None
    publish(RoleChanged(at=now, person_id=person.pk, organisation_id=None, role=after.value, by_id=by_id))
    audit.record(
        action="network.role_changed",
        actor_id=by_id,
        object_kind="person",
        object_id=person.pk,
        payload={"before": before.value, "after": after.value},
        now=now,
    )
    return membership


def _running(person: Person) -> NetworkMembership:
    membership = NetworkMembership.objects.filter(person=person, ended_at__isnull=True).first()
    if membership is None:
        raise _not_a_member()
    return membership


def _not_a_member() -> Refusal:
    return Refusal(_("This person does not belong to the network."), code="not_a_member")


@transaction.atomic
def first_run_code(*, now: datetime) -> str:
    """A fresh code that opens the empty network, shown once; empty when the network has an owner."""
    if queries.has_owner():
        return ""
    code = secrets.token_hex(8)
    OPENING_CODE.set(queries.digest_of(code), by=None, now=now)
    return code


@transaction.atomic
def open_network(
    *,
    code: str,
    handle: str,
    display_name: str,
    email: str,
    password: str,
    network_name: str,
    language: str = "en",
    now: datetime,
) -> Person:
    """Make the first person, who owns the network.

    Refuses a wrong code, a weak password, and any attempt once there is an owner.
    """
    expected = OPENING_CODE.get()
    if not expected or not constant_time_compare(queries.digest_of(code.strip().lower()), expected):
        raise Refusal(_("This is not the code that the terminal shows."), code="wrong_code")
    OPENING_CODE.set("", by=None, now=now)  # the row is written first, so that a second visitor waits and is refused
    if queries.has_owner():
        raise Refusal(_("This network has been opened already."), code="opened")
    person = create_person(handle=handle, display_name=display_name, email=email, language=language, now=now)
    set_first_password(person, password, now=now)
    enter_network(person=person, role=Role.OWNER, by=None, now=now)
    NETWORK_NAME.set(" ".join(text.clean(network_name).split()), by=person.pk, now=now)
    publish(PersonAdded(at=now, person_id=person.pk))
    publish(PersonClaimed(at=now, person_id=person.pk))
    publish(NetworkOpened(at=now, person_id=person.pk))
    return person


@transaction.atomic
def name_network(*, name: str, by: Person | None, now: datetime) -> None:
    """Call the network something else from now on. Refuses all but hosts, and a name that is empty or too long."""
    if by is not None:
        clearance.require(by, "network.host", now=now)
    words = " ".join(text.clean(name).split())
    if not words or len(words) > LONGEST_NAME:
        sentence = _("The name of the network has at least one and at most %(limit)d characters.")
        raise Refusal(sentence, code="name", params={"limit": LONGEST_NAME})
    NETWORK_NAME.set(words, by=by.pk if by else None, now=now)


@transaction.atomic
def count_past_years(*, years: int, by: Person | None, now: datetime) -> None:
    """For so many years a former employer counts as a conflict of interest. Refuses all but hosts, and over 50."""
    if by is not None:
        clearance.require(by, "network.host", now=now)
    if not 0 <= years <= MOST_PAST_YEARS:
        sentence = _("Former employers count for 0 to %(limit)d years.")
        raise Refusal(sentence, code="years", params={"limit": MOST_PAST_YEARS})
    PAST_YEARS.set(years, by=by.pk if by else None, now=now)
