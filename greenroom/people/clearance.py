"""Who may do what, where: by role, or by a clearance that somebody granted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Clearance, Membership, NetworkMembership, Person, Role


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing that needs a clearance: which role holds it without a grant, and how its absence is said."""

    name: str
    by_role: Role | None
    refusal: str | Promise


VERBS: dict[str, Verb] = {}


def declare(name: str, *, by_role: Role | None, refusal: str | Promise) -> None:
    """Make a verb known; `by_role` is the lowest role that holds it without a grant, None if grants alone do."""
    if name in VERBS:
        raise ValueError(f"The verb {name} is declared twice.")
    VERBS[name] = Verb(name=name, by_role=by_role, refusal=refusal)


declare("organisation.speak", by_role=Role.OWNER, refusal=_("You have no clearance to speak for this organisation."))
declare(
    "organisation.manage",
    by_role=Role.ADMINISTRATOR,
    refusal=_("Only the organisation's owners and administrators can do this."),
)
declare("organisation.clear", by_role=Role.OWNER, refusal=_("Only the organisation's owners can do this."))
declare("network.host", by_role=Role.ADMINISTRATOR, refusal=_("Only the hosts of the network can do this."))
declare("network.own", by_role=Role.OWNER, refusal=_("Only the owners of the network can do this."))


def allows(person: Person, verb: str, organisation_id: int | None = None, *, now: datetime | None = None) -> bool:
    """Whether the person may do this: in the organisation, or in the network when none is named.

    Nobody may do anything who is suspended or whose row is unclaimed. An unknown verb is a programming error.
    """
    return holders(verb, organisation_id, now=now).filter(pk=person.pk).exists()


def holders(verb: str, organisation_id: int | None = None, *, now: datetime | None = None) -> QuerySet[Person]:
    """Everybody who may do this now, by role or by a clearance; a question to the database, not to a row in hand."""
    known, anybody = VERBS[verb], OuterRef("pk")
    by_role = _memberships(anybody, organisation_id).filter(role__in=_roles_from(known.by_role))
    granted = running(anybody, now=now or timezone.now()).filter(verb=verb, organisation_id=organisation_id)
    return Person.objects.filter(Exists(by_role) | Exists(granted), is_active=True, claimed_at__isnull=False)


def _roles_from(lowest: Role | None) -> list[Role]:
    """That role and those above it; none where grants alone count."""
    return [role for role in Role if lowest is not None and role.rank >= lowest.rank]


def _memberships(
    person: Person | OuterRef, organisation_id: int | None
) -> QuerySet[Membership] | QuerySet[NetworkMembership]:
    """The running membership in the organisation, or in the network when none is named."""
    if organisation_id is None:
        return NetworkMembership.objects.filter(person=person, ended_at__isnull=True)
    return Membership.objects.filter(person=person, organisation_id=organisation_id, ended_at__isnull=True)


def require(person: Person, verb: str, organisation_id: int | None = None, *, now: datetime | None = None) -> None:
    """Refuse when the person may not do this; the sentence is the one that the verb was declared with."""
    if not allows(person, verb, organisation_id, now=now):
        raise Refusal(VERBS[verb].refusal, code="no_clearance")


def role_in(person: Person, organisation_id: int | None) -> Role | None:
    """The person's running role in the organisation, or in the network when none is named."""
    role = _memberships(person, organisation_id).values_list("role", flat=True).first()
    return Role(role) if role else None


def running(person: Person | OuterRef, *, now: datetime) -> QuerySet[Clearance]:
    """The person's clearances that count at this moment."""
    still = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return Clearance.objects.filter(still, person=person, granted_at__lte=now, revoked_at__isnull=True)
