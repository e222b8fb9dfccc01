"""What an organisation's own directory does to people: take somebody in, and correct a row that still waits."""

import re
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import queries
from greenroom.people.actions.authority import require_role_giver
from greenroom.people.actions.identities import clean_name, folded, write_name_words
from greenroom.people.actions.memberships import enter
from greenroom.people.actions.persons import create_person, known_language, save_with_email, set_email
from greenroom.people.events import PersonAdded, PersonClaimed
from greenroom.people.handles import is_reserved
from greenroom.people.models import Membership, Organisation, Person, Role

UNFIT = re.compile(r"[^a-z0-9_]+")
LONGEST_MADE = 24  # leaves room for a number behind it
TRIES = 8  # handles with a number behind them, before one is drawn


@transaction.atomic
def take_in(
    *,
    organisation: Organisation,
    display_name: str,
    email: str,
    language: str = "en",
    by: Person | None,
    now: datetime,
) -> Membership:
    """Add somebody who works for the organisation and is not here yet: an unclaimed person, a member of it alone.

    Refuses `by` who may not give the role, and an address that anybody has: those are invited, never taken.
    """
    require_role_giver(by, Role.MEMBER, organisation, now=now)
    person = _create(display_name, email, language, now=now)
    publish(PersonAdded(at=now, person_id=person.pk, by_id=by.pk if by else None))
    return enter(person=person, organisation=organisation, role=Role.MEMBER, by=by, now=now)


def _create(display_name: str, email: str, language: str, *, now: datetime) -> Person:
    """The person under the first handle that is free; who takes one in the same moment leaves us the next."""
    made = made_from(display_name)
    numbered = [made, *(f"{made}_{number}" for number in range(2, TRIES)), f"{made}_{secrets.token_hex(2)}"]
    for handle in numbered:
        if queries.identity_by_handle(handle, include_suspended=True) is not None:
            continue
        try:
            with transaction.atomic():
                return create_person(
                    handle=handle, display_name=display_name, email=email, language=known_language(language), now=now
                )
        except Refusal as refusal:
            if refusal.code != "handle_taken":
                raise
    raise Refusal(_("No handle is free for this name."), code="handle_taken")


def made_from(name: str) -> str:
    """A handle made from a name: "Ida Rösmere" becomes ida_rosmere; "person" where nothing is left of it."""
    made = UNFIT.sub("_", text.fold(name)).strip("_")[:LONGEST_MADE].strip("_")
    return made if made and not is_reserved(made) else "person"


@transaction.atomic
def correct_waiting(
    *, membership: Membership, display_name: str, email: str, by: Person | None, now: datetime
) -> Person:
    """Give an unclaimed person the name and address that their organisation has for them.

    Refuses a person who has been claimed, whose words are their own, and one who belongs anywhere else.
    """
    require_role_giver(by, Role.MEMBER, membership.organisation, now=now)
    person = membership.person
    if not waits_for(membership):
        raise Refusal(_("Only the person themselves can change this."), code="not_self")
    set_email(person, email)
    save_with_email(person)
    identity = person.identity
    identity.display_name = clean_name(display_name)
    identity.folded = folded(identity)
    identity.save(update_fields=["display_name", "folded"])
    write_name_words([identity])
    return person


@transaction.atomic
def claim_waiting(*, membership: Membership, now: datetime) -> Person:
    """Let the person be claimed by whom their organisation's own provider has shown to be them; without a password.

    Refuses a person who has been claimed, of two in the same moment the second, and one who belongs anywhere else.
    """
    rows = Person.objects.filter(pk=membership.person_id, claimed_at__isnull=True, is_active=True)
    if not waits_for(membership) or not rows.update(claimed_at=now):
        raise Refusal(_("This person signs in already."), code="claimed")
    publish(PersonClaimed(at=now, person_id=membership.person_id))
    return Person.objects.get(pk=membership.person_id)


def waits_for(membership: Membership) -> bool:
    """Whether the person is unclaimed and all that they are is a member of this one organisation."""
    person = Person.objects.filter(pk=membership.person_id, claimed_at__isnull=True, is_active=True).first()
    if person is None or queries.network_role(person) or queries.clearances_of(person).exists():
        return False
    rows = Membership.objects.filter(person=person, ended_at__isnull=True)
    return set(rows.values_list("organisation_id", "role")) == {(membership.organisation_id, Role.MEMBER.value)}
