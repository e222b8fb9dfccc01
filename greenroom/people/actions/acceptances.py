"""Accepting an invitation: as a newcomer, as somebody known who takes over their row, or signed in."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import queries
from greenroom.people.actions.authority import require_may_hand_over
from greenroom.people.actions.identities import clean_name, folded, write_name_words
from greenroom.people.actions.invitations import require_may_invite
from greenroom.people.actions.memberships import enter
from greenroom.people.actions.network import enter_network
from greenroom.people.actions.passwords import set_first_password
from greenroom.people.actions.persons import create_person, known_language, save_with_email, set_email
from greenroom.people.events import InvitationAccepted, PersonAdded, PersonClaimed, RoleChanged
from greenroom.people.models import Invitation, Membership, NetworkMembership, Person, Role


@transaction.atomic
def accept_invitation(
    *, token: str, handle: str, display_name: str, password: str | None, language: str, now: datetime
) -> Person:
    """Become a person of the network by the link of a mail; `password=None` when a passkey follows at once.

    The address and the roles are the invitation's, whatever is typed; a row that waits keeps its handle.
    Refuses a link that is used, withdrawn, expired or invented in one and the same sentence.
    """
    invitation = _use(token, now=now)
    if queries.person_by_email(invitation.email) is not None:
        raise Refusal(_("You have an account here. Sign in to accept the invitation."), code="sign_in_first")
    person = _waiting_row(invitation, now=now)
    if person is None:
        person = create_person(
            handle=handle, display_name=display_name, email=invitation.email, language=language, now=now
        )
        publish(PersonAdded(at=now, person_id=person.pk, by_id=invitation.invited_by_id))
    else:
        _take_over(person, invitation, display_name, language)
    set_first_password(person, password, now=now)
    publish(PersonClaimed(at=now, person_id=person.pk))
    _enter_what_was_offered(invitation, person, now=now)
    return person


@transaction.atomic
def accept_invitation_as(*, token: str, person: Person, now: datetime) -> Person:
    """Add what the invitation offers to somebody who is signed in with the address that it was sent to.

    Refuses everybody else, and links that cannot be used, in one and the same sentence.
    """
    invitation = _use(token, now=now)
    if invitation.person_id is not None or (person.email or "").lower() != invitation.email.lower():
        raise unusable()
    _enter_what_was_offered(invitation, person, now=now)
    return person


def unusable() -> Refusal:
    """The one sentence for all links that lead nowhere."""
    return Refusal(_("This invitation cannot be used. Ask the person who sent it for a new one."), code="unusable")


def _use(token: str, *, now: datetime) -> Invitation:
    """Take the one use; of two people in the same moment, the database lets one through."""
    invitation = queries.invitation_by_token(token, now=now)
    if invitation is None:
        raise unusable()
    waiting = Invitation.objects.filter(
        Q(pk=invitation.pk), accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    if not waiting.update(accepted_at=now):
        raise unusable()
    try:
        require_may_invite(
            invitation.invited_by,
            invitation.organisation,
            invitation.organisation_role,
            invitation.network_role,
            invitation.person,
            now=now,
        )
    except ValidationError:  # whoever invited has lost the right since
        raise unusable() from None
    return invitation


def _waiting_row(invitation: Invitation, *, now: datetime) -> Person | None:
    """The unclaimed person whom the invitation, or its address, means.

    Claimed at once: of two links to one row, one comes too late.
    """
    person = invitation.person or _row_by_address(invitation, now=now)
    if person is None:
        return None
    waiting = Person.objects.filter(pk=person.pk, claimed_at__isnull=True, is_active=True)
    if not waiting.update(claimed_at=now):
        raise unusable()
    return person


def _row_by_address(invitation: Invitation, *, now: datetime) -> Person | None:
    """The unclaimed person with the address, which the mail has proven.

    Without mail the link was shown to whoever wrote the invitation and proves nothing: they must be able to hand
    the row over themselves.
    """
    rows = Person.objects.filter(email__iexact=invitation.email, claimed_at__isnull=True, is_active=True)
    person = rows.select_related("identity").first()
    if person is not None and not settings.MAIL_HOST:
        try:
            require_may_hand_over(invitation.invited_by, person, now=now)
        except ValidationError:
            raise unusable() from None
    return person


def _take_over(person: Person, invitation: Invitation, display_name: str, language: str) -> None:
    identity = person.identity
    identity.display_name = clean_name(display_name)
    identity.folded = folded(identity)
    identity.save(update_fields=["display_name", "folded"])
    write_name_words([identity])
    set_email(person, invitation.email)
    person.language = known_language(language)
    save_with_email(person)


def _enter_what_was_offered(invitation: Invitation, person: Person, *, now: datetime) -> None:
    """Memberships as offered; a running one is raised to the offered role, never lowered."""
    if invitation.network_role:
        _enter_network(invitation, person, Role(invitation.network_role), now=now)
    if invitation.organisation is not None:
        _enter_organisation(invitation, person, Role(invitation.organisation_role), now=now)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    publish(InvitationAccepted(at=now, invitation_id=invitation.pk, person_id=person.pk))


def _enter_network(invitation: Invitation, person: Person, role: Role, *, now: datetime) -> None:
    running = NetworkMembership.objects.filter(person=person, ended_at__isnull=True).first()
    if running is None:
        enter_network(person=person, role=role, by=invitation.invited_by, now=now)
    elif Role(running.role).rank < role.rank:
        running.role = role
        running.save(update_fields=["role"])
        publish(RoleChanged(at=now, person_id=person.pk, organisation_id=None, role=role.value))


def _enter_organisation(invitation: Invitation, person: Person, role: Role, *, now: datetime) -> None:
    organisation = invitation.organisation
    assert organisation is not None  # noqa: S101 - the caller asked
    running = Membership.objects.filter(person=person, organisation=organisation, ended_at__isnull=True).first()
    if running is None:
        enter(person=person, organisation=organisation, role=role, by=invitation.invited_by, now=now)
    elif Role(running.role).rank < role.rank:
        running.role = role
        running.save(update_fields=["role"])
        publish(RoleChanged(at=now, person_id=person.pk, organisation_id=organisation.pk, role=role.value))
