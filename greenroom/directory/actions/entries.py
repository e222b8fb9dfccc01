"""The entries of a directory: somebody comes, changes, leaves, comes back. The rules for every source live here.

`by=None` stands for the organisation's own machinery: its nightly file, its SCIM client, the operator. It takes in
members and lets members and administrators go; owners are the owners' to end.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.directory import queries
from greenroom.directory.models import Entry
from greenroom.directory.said import Said, as_stored, checked
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people import actions as people
from greenroom.people import queries as people_queries
from greenroom.people.actions.authority import require_manager
from greenroom.people.actions.persons import known_address
from greenroom.people.actions.staffing import waits_for
from greenroom.people.models import Membership, Organisation, Person, Role, Unit


@transaction.atomic
def add_entry(
    *,
    organisation: Organisation,
    source: str,
    said: Said,
    invites: bool,
    is_active: bool = True,
    by: Person | None,
    now: datetime,
) -> Entry:
    """Take somebody into the directory, and into the organisation where their address is nobody's yet.

    Somebody who belongs to the organisation already is recognised by the address. Anybody else who has the address is
    invited by mail and waits: an address alone never takes an account (trust, O3). Who is not active comes later.
    Refuses a key and a name twice.
    """
    require_manager(by, organisation, now=now)
    said = checked(said)
    known_address(said.email)
    _forget_the_departed(organisation, said, source)
    entry = Entry(
        organisation=organisation,
        source=source,
        external_id=said.key,
        user_name=said.called,
        said=said.stored(),
        created_at=now,
        changed_at=now,
        seen_at=now,
        left_at=None if is_active else now,
    )
    entry.full_clean()
    if is_active:
        entry.person = _person_for(entry, said, invites=invites, by=by, now=now)
    insert(entry)
    _note(entry, said, by=by, now=now)
    return entry


@transaction.atomic
def change_entry(*, entry: Entry, said: Said, source: str = "", by: Person | None, now: datetime) -> Entry:
    """Let the entry say something new: unit, title and manager follow; name and address only while nobody has claimed.

    `source` takes the entry over. Refuses a key and a name that another entry has.
    """
    require_manager(by, entry.organisation, now=now)
    before, said = as_stored(entry.said), checked(said)
    known_address(said.email)
    entry.said, entry.external_id, entry.user_name = said.stored(), said.key, said.called
    entry.changed_at = entry.seen_at = now
    entry.source = source or entry.source
    entry.full_clean()
    entry.save(update_fields=["said", "source", "external_id", "user_name", "changed_at", "seen_at"])
    membership = queries.membership_of(entry)
    if membership is not None and waits_for(membership) and (before.name, before.email) != (said.name, said.email):
        people.correct_waiting(membership=membership, display_name=said.name, email=said.email, by=by, now=now)
    _note(entry, said, by=by, now=now)
    return entry


@transaction.atomic
def end_entry(*, entry: Entry, by: Person | None, now: datetime) -> Entry:
    """Offboard: the membership of this organisation ends, and open invitations to it; nothing else does.

    Refuses to end an owner's membership. A second time changes nothing.
    """
    require_manager(by, entry.organisation, now=now)
    membership = queries.membership_of(entry)
    if membership is not None and membership.role == Role.OWNER:
        raise Refusal(_("The membership of an owner is ended by owners, not by a directory."), code="owner")
    if not Entry.objects.filter(pk=entry.pk, left_at__isnull=True).update(left_at=now, changed_at=now, seen_at=now):
        return entry
    entry.left_at = entry.changed_at = entry.seen_at = now
    if membership is not None:
        people.end_membership(membership=membership, by=by, now=now)
    email = as_stored(entry.said).email
    for invitation in people_queries.open_invitations(entry.organisation, now=now).filter(email__iexact=email):
        people.withdraw_invitation(invitation=invitation, by=None, now=now)
    return entry


@transaction.atomic
def return_entry(
    *, entry: Entry, said: Said, invites: bool, source: str = "", by: Person | None, now: datetime
) -> Entry:
    """Somebody who left is back: the same person belongs again, as a member."""
    require_manager(by, entry.organisation, now=now)
    if not Entry.objects.filter(pk=entry.pk, left_at__isnull=False).update(left_at=None):
        return change_entry(entry=entry, said=said, source=source, by=by, now=now)
    entry.left_at = None
    if entry.person is None:
        person = _person_for(entry, checked(said), invites=invites, by=by, now=now)
        Entry.objects.filter(pk=entry.pk).update(person=person)
        entry.person = person
    elif queries.membership_of(entry) is None:
        people.join_organisation(person=entry.person, organisation=entry.organisation, by=by, now=now)
    return change_entry(entry=entry, said=said, source=source, by=by, now=now)


@transaction.atomic
def forget_entry(*, entry: Entry, by: Person | None, now: datetime) -> None:
    """Offboard, and keep no entry; the person and what they wrote stay."""
    end_entry(entry=entry, by=by, now=now)
    entry.delete()


@transaction.atomic
def recognise(*, person: Person, organisation: Organisation, now: datetime) -> Entry | None:
    """Bind an entry that waits to somebody who has joined; they have proven the address by the invitation's mail."""
    waiting = Entry.objects.filter(organisation=organisation, person__isnull=True, left_at__isnull=True)
    entry = next((one for one in waiting if as_stored(one.said).email == (person.email or "").lower()), None)
    if entry is None or Entry.objects.filter(organisation=organisation, person=person).exists():
        return None
    Entry.objects.filter(pk=entry.pk, person__isnull=True).update(person=person)
    entry.person = person
    _note(entry, as_stored(entry.said), by=None, now=now)
    return entry


def _person_for(entry: Entry, said: Said, *, invites: bool, by: Person | None, now: datetime) -> Person | None:
    """Whom the entry is about: somebody new, or a member whom it recognises; nobody while somebody must say yes."""
    known = Person.objects.filter(email__iexact=said.email).first()
    if known is None:
        membership = people.take_in(
            organisation=entry.organisation,
            display_name=said.name,
            email=said.email,
            language=said.language or "en",
            by=by,
            now=now,
        )
        if invites:
            _invite(entry.organisation, said, now=now)
        return membership.person
    there = Membership.objects.filter(person=known, organisation=entry.organisation, ended_at__isnull=True)
    if there.exists():
        return known
    _invite(entry.organisation, said, now=now)
    return None


def _invite(organisation: Organisation, said: Said, *, now: datetime) -> None:
    """Write to the address; the link proves it, whoever has it."""
    people.invite(
        email=said.email,
        organisation=organisation,
        organisation_role=Role.MEMBER,
        by=None,
        now=now,
        language=said.language,
    )


def _note(entry: Entry, said: Said, *, by: Person | None, now: datetime) -> None:
    """Unit, title and attributes of the membership as the entry says them; the manager is set when all are there."""
    membership = queries.membership_of(entry)
    if membership is None:
        return
    people.update_membership(
        membership=membership,
        title=said.title,
        unit=_unit(entry.organisation, said.unit, now=now),
        attributes=said.attributes,
        by=by,
        now=now,
    )


def _unit(organisation: Organisation, name: str, *, now: datetime) -> Unit | None:
    """The unit of this name; made where it is new."""
    if not name:
        return None
    known = Unit.objects.filter(organisation=organisation, name=name).first()
    return known or people.add_unit(organisation=organisation, name=name, by=None, now=now)


def _forget_the_departed(organisation: Organisation, said: Said, source: str) -> None:
    """Somebody who left holds no name against somebody who comes; nor do they hold a key of another source."""
    gone = Entry.objects.filter(organisation=organisation, left_at__isnull=False)
    gone.filter(user_name__iexact=said.called).exclude(source=source, external_id=said.key).delete()
