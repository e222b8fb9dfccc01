"""Inviting somebody by mail, and withdrawing it."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit, mail
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import addresses, clearance, queries
from greenroom.people.actions.authority import require_awake, require_may_hand_over, require_role_giver
from greenroom.people.actions.persons import known_address, known_language
from greenroom.people.events import InvitationSent, InvitationWithdrawn
from greenroom.people.models import Invitation, Organisation, Person, Role
from greenroom.people.network import NETWORK_NAME

OPEN_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    email: str,
    organisation: Organisation | None = None,
    organisation_role: str = "",
    network_role: str = "",
    person: Person | None = None,
    by: Person | None,
    now: datetime,
    language: str = "",
) -> tuple[Invitation, str]:
    """Mail a link that works once within 14 days, bound to this address and these roles; gives the link's token too.

    `person` is an unclaimed row that the guest takes over. The mail is in `language`, else in the inviter's.
    Refuses a role that `by` may not give, an address that is none, a row that somebody has claimed, and an
    invitation to somebody who has all of it already.
    """
    address = known_address(email)
    require_may_invite(by, organisation, organisation_role, network_role, person, now=now)
    if person is not None and person.is_claimed:
        raise Refusal(_("This person signs in already."), code="claimed")
    _require_something_new(queries.person_by_email(address), organisation, organisation_role, network_role)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_digest=queries.digest_of(token),
        email=address,
        person=person,
        organisation=organisation,
        organisation_role=organisation_role,
        network_role=network_role,
        invited_by=by,
        created_at=now,
        expires_at=now + OPEN_FOR,
    )
    invitation.full_clean()
    invitation.save(force_insert=True)
    _queue(invitation, token, known_language(language or (by.language if by else "en")), now)
    by_id = by.pk if by else None
    publish(InvitationSent(at=now, invitation_id=invitation.pk, by_id=by_id))
    audit.record(
        action="invitation.sent",
        actor_id=by_id,
        on_behalf_of_id=organisation.pk if organisation else None,
        object_kind="invitation",
        object_id=invitation.pk,
        payload={"organisation_role": organisation_role, "network_role": network_role},
        now=now,
    )
    return invitation, token


def require_may_invite(
    by: Person | None,
    organisation: Organisation | None,
    organisation_role: str,
    network_role: str,
    person: Person | None,
    *,
    now: datetime,
) -> None:
    """Refuse unless `by` holds more than each role given, and may hand over the unclaimed row."""
    if organisation is None and organisation_role:
        raise Refusal(_("A role needs an organisation."), code="organisation_missing")
    if organisation is not None:
        require_role_giver(by, known_role(organisation_role), organisation, now=now)
    if network_role:
        require_role_giver(by, known_role(network_role), None, now=now)
    if person is not None:
        require_may_hand_over(by, person, now=now)


def _require_something_new(
    known: Person | None, organisation: Organisation | None, organisation_role: str, network_role: str
) -> None:
    """Refuse where accepting would change nothing: a role is given or raised, never lowered."""
    if known is None:
        return
    if organisation and not _holds(clearance.role_in(known, organisation.pk), organisation_role):
        return
    if network_role and not _holds(clearance.role_in(known, None), network_role):
        return
    place = organisation.identity.display_name if organisation else NETWORK_NAME.get() or "Greenroom"
    raise Refusal(
        _("The person with this address belongs to %(place)s already."), code="belongs", params={"place": place}
    )


def _holds(running: Role | None, offered: str) -> bool:
    return running is not None and running.rank >= known_role(offered).rank


def known_role(role: str) -> Role:
    """The role of this name."""
    if role not in Role.values:
        raise Refusal(_("There is no such role."), code="role_unknown")
    return Role(role)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person | None, now: datetime) -> None:
    """Let the link lead nowhere. Refuses others than its sender and whoever could have sent it."""
    require_awake(by)
    if by is None or by.pk != invitation.invited_by_id:
        require_may_invite(
            by,
            invitation.organisation,
            invitation.organisation_role,
            invitation.network_role,
            invitation.person,
            now=now,
        )
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.update(withdrawn_at=now):
        raise Refusal(_("This invitation has been used or withdrawn already."), code="closed")
    invitation.withdrawn_at = now
    publish(InvitationWithdrawn(at=now, invitation_id=invitation.pk, by_id=by.pk if by else None))


def _queue(invitation: Invitation, token: str, language: str, now: datetime) -> None:
    network = NETWORK_NAME.get() or "Greenroom"
    inviter, organisation = invitation.invited_by, invitation.organisation
    with translation.override(language):
        words = {
            "inviter": inviter.identity.display_name if inviter else "",
            "place": organisation.identity.display_name if organisation else network,
            "network": network,
            "link": addresses.invitation(token),
            "expires_at": invitation.expires_at,
        }
        mail.queue_mail(
            to=invitation.email,
            subject=gettext("Your invitation to %(place)s") % {"place": words["place"]},
            text=render_to_string("people/mail/invitation.txt", words),
            key=f"invitation:{invitation.pk}",
            now=now,
        )
