"""Where somebody belongs, what they may do there, and how they came in."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Clearance, Interest, Invitation, Membership, NetworkMembership, Person
from greenroom.people.stored.naming import who


def memberships(person: Person) -> Iterator[Row]:
    """In the network and in organisations, those that have ended too."""
    for stay in NetworkMembership.objects.filter(person=person).order_by("joined_at", "pk"):
        yield {"where": None, "role": stay.role, "joined_at": stay.joined_at, "ended_at": stay.ended_at}
    rows = Membership.objects.filter(person=person).select_related(
        "organisation__identity", "unit", "manager__identity"
    )
    for row in rows.order_by("joined_at", "pk"):
        yield {
            "where": who(row.organisation.identity),
            "role": row.role,
            "title": row.title,
            "unit": row.unit.name if row.unit else "",
            "manager": who(row.manager.identity) if row.manager else None,
            "attributes": row.attributes,
            "joined_at": row.joined_at,
            "ended_at": row.ended_at,
        }


def erase_memberships(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them; who may not go yet was asked before. Those who report to them report to nobody."""
    Membership.objects.filter(manager=person).update(manager=None)
    return removed(Membership.objects.filter(person=person), NetworkMembership.objects.filter(person=person))


def clearances(person: Person) -> Iterator[Row]:
    """What they may or might do, with who allowed it."""
    rows = Clearance.objects.filter(person=person).select_related("organisation__identity", "granted_by__identity")
    for row in rows.order_by("granted_at", "pk"):
        yield {
            "verb": row.verb,
            "where": who(row.organisation.identity) if row.organisation else None,
            "granted_by": who(row.granted_by.identity) if row.granted_by else None,
            "granted_at": row.granted_at,
            "ends_at": row.ends_at,
            "revoked_at": row.revoked_at,
        }


def erase_clearances(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Those that they hold; those that they granted hold on, and no longer say by whom."""
    Clearance.objects.filter(granted_by=person).update(granted_by=None)
    return removed(Clearance.objects.filter(person=person))


def invitations(person: Person) -> Iterator[Row]:
    """By which they came in, and those that they sent; the link itself is kept nowhere."""
    rows = Invitation.objects.filter(_to(person) | Q(invited_by=person))
    for row in rows.select_related("organisation__identity", "invited_by__identity").order_by("pk"):
        yield {
            "to": row.email,
            "where": who(row.organisation.identity) if row.organisation else None,
            "role": row.organisation_role or row.network_role,
            "invited_by": who(row.invited_by.identity) if row.invited_by else None,
            "created_at": row.created_at,
            "expires_at": row.expires_at,
            "accepted_at": row.accepted_at,
            "withdrawn_at": row.withdrawn_at,
        }


def erase_invitations(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Those to them; those that they sent stay open, and no longer say by whom."""
    Invitation.objects.filter(invited_by=person).update(invited_by=None)
    return removed(Invitation.objects.filter(_to(person)))


def _to(person: Person) -> Q:
    theirs = Q(person=person) | Q(accepted_by=person)
    return theirs | Q(email__iexact=person.email) if person.email else theirs


def interests(person: Person) -> Iterator[Row]:
    """What they have declared; what others have declared about them is those people's."""
    rows = Interest.objects.filter(person=person).select_related(
        "other_person__identity", "other_organisation__identity"
    )
    for row in rows.order_by("pk"):
        other = row.other_person or row.other_organisation
        yield {"kind": row.kind, "other": who(other.identity) if other else row.name, "declared_at": row.declared_at}


def erase_interests(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Theirs, and those that name them."""
    return removed(Interest.objects.filter(person=person), Interest.objects.filter(other_person=person))


KINDS = [
    Belonging(
        key="interests",
        label=_("Declared interests"),
        why=_("So that you are not brought together with a rival, a client or your family where that matters."),
        kept=_("Until you take them back; nobody else reads them."),
        models=("people.Interest",),
        rows=interests,
        erase=erase_interests,
        place="settings-interests",
        order=17,
    ),
    Belonging(
        key="memberships",
        label=_("Where you belong"),
        why=_("It decides what you may read, and what your organisation says of your role."),
        kept=_("Also after you have left, as a record of the organisation."),
        models=("people.Membership", "people.NetworkMembership"),
        rows=memberships,
        erase=erase_memberships,
        place="settings",
        order=14,
    ),
    Belonging(
        key="clearances",
        label=_("What you were cleared to do"),
        why=_("It decides whether you may speak for an organisation or host the network."),
        kept=_("Also after it was revoked, as a record of the organisation."),
        models=("people.Clearance",),
        rows=clearances,
        erase=erase_clearances,
        order=16,
    ),
    Belonging(
        key="invitations",
        label=_("Invitations"),
        why=_("By which you came in, and which you sent."),
        kept=_("As long as your account."),
        models=("people.Invitation",),
        rows=invitations,
        erase=erase_invitations,
        order=18,
    ),
]
