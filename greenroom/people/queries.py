"""What several pages ask about people and organisations."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from greenroom.kit import text
from greenroom.people import clearance
from greenroom.people.models import (
    CareerEntry,
    Clearance,
    Identity,
    Interest,
    Invitation,
    Membership,
    NameWord,
    NetworkMembership,
    Organisation,
    Person,
    Role,
    Unit,
)
from greenroom.people.models.identity import HANDLE_SHAPE

NAME_WORD = 120  # letters of a name's word that are kept
BY_RANK = Case(
    When(role=Role.OWNER, then=Value(1)),
    When(role=Role.ADMINISTRATOR, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


def identity_by_handle(handle: str, *, include_suspended: bool = False) -> Identity | None:
    """The identity with this handle, with or without the at sign; a suspended one is as good as absent."""
    wanted = handle.removeprefix("@").lower()
    if not HANDLE_SHAPE.match(wanted):
        return None
    rows = Identity.objects.annotate(handle_lower=Lower("handle")).filter(handle_lower=wanted)
    if not include_suspended:
        rows = rows.filter(suspended_at__isnull=True)
    return rows.select_related("person", "organisation").first()


def identity_with_a_face(identity_id: int) -> Identity | None:
    """The person or open organisation with this id; None for the suspended, circles, and what is closed."""
    rows = Identity.objects.filter(pk=identity_id, suspended_at=None).exclude(kind=Identity.Kind.CIRCLE)
    return rows.exclude(organisation__closed_at__isnull=False).first()


def identities_named(handles: Iterable[str]) -> dict[str, Identity]:
    """People and organisations by handle. Circles are left out: a link would tell an outsider that one exists."""
    rows = Identity.objects.annotate(small=Lower("handle")).filter(small__in=list(handles), suspended_at=None)
    return {identity.handle.lower(): identity for identity in rows.exclude(kind=Identity.Kind.CIRCLE)}


def unclaimed_among(keys: Iterable[int]) -> set[int]:
    """Those of these people who are known from a file alone: nobody reads as them yet."""
    return set(Person.objects.filter(pk__in=list(keys), claimed_at=None).order_by().values_list("pk", flat=True))


def person_by_email(email: str) -> Person | None:
    """The claimed person who signs in with this address."""
    if "\0" in email:  # no database takes it
        return None
    return Person.objects.by_email(email).select_related("identity").first()


def identities_of(person: Person) -> list[Identity]:
    """Whom the person may speak as: themselves first, then organisations by name (the *From* chooser)."""
    cleared = clearance.running(person, now=timezone.now()).filter(verb="organisation.speak")
    owned = Membership.objects.filter(person=person, role=Role.OWNER, ended_at__isnull=True)
    organisations = (
        Identity.objects.filter(
            Q(organisation__in=owned.values("organisation")) | Q(organisation__in=cleared.values("organisation")),
            suspended_at__isnull=True,
            organisation__closed_at__isnull=True,
        )
        .select_related("organisation")
        .order_by("folded", "id")
    )
    return [person.identity, *organisations]


def network_role(person: Person) -> str:
    """The person's role in the network; empty for somebody who does not belong to it."""
    return clearance.role_in(person, None) or ""


def is_network_member(person: Person) -> bool:
    """Whether the person belongs to the network now."""
    return bool(network_role(person))


def is_host(person: Person) -> bool:
    """Whether the person is an owner or administrator of the network."""
    return clearance.allows(person, "network.host")


def hosts_among(keys: Iterable[int]) -> set[int]:
    """Which of these people are hosts now."""
    return set(clearance.holders("network.host").filter(pk__in=keys).values_list("pk", flat=True))


def has_owner() -> bool:
    """Whether the network has been opened."""
    return NetworkMembership.objects.filter(role=Role.OWNER, ended_at__isnull=True).exists()


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The person's running memberships with organisation and unit, highest role first."""
    rows = Membership.objects.filter(person=person, ended_at__isnull=True, organisation__closed_at__isnull=True)
    return rows.select_related("organisation__identity", "unit").order_by(BY_RANK, "joined_at", "id")


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations that the person belongs to."""
    return [membership.organisation for membership in memberships_of(person)]


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Running memberships of people who are not suspended: owners first, then by name."""
    rows = Membership.objects.filter(
        organisation=organisation, ended_at__isnull=True, person__identity__suspended_at__isnull=True
    )
    return rows.select_related("person__identity", "unit").order_by(BY_RANK, "person__identity__folded", "id")


def network_members() -> QuerySet[NetworkMembership]:
    """Running network memberships, suspended people included: hosts first, then by name."""
    rows = NetworkMembership.objects.filter(ended_at__isnull=True).select_related("person__identity")
    return rows.order_by(BY_RANK, "person__identity__folded", "id")


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    """The organisation's units by name."""
    return Unit.objects.filter(organisation=organisation).order_by("name", "id")


def career_of(person: Person) -> QuerySet[CareerEntry]:
    """The person's career: running entries first, then the latest."""
    rows = CareerEntry.objects.filter(person=person).select_related("organisation__identity")
    return rows.order_by(F("ended_date").desc(nulls_first=True), "-started_date", "-id")


def interests_of(person: Person) -> QuerySet[Interest]:
    """What somebody has declared, for their own eyes: clients and household, by kind, the latest last."""
    rows = Interest.objects.filter(person=person).order_by("kind", "pk")
    return rows.select_related("other_person__identity", "other_organisation__identity")


def rivals_of(organisation: Organisation) -> QuerySet[Interest]:
    """What an organisation has declared, for its owners' eyes."""
    rows = Interest.objects.filter(organisation=organisation).order_by("pk")
    return rows.select_related("other_organisation__identity")


def clearances_of(person: Person) -> QuerySet[Clearance]:
    """Clearances that the person holds now."""
    rows = clearance.running(person, now=timezone.now()).select_related(
        "organisation__identity", "granted_by__identity"
    )
    return rows.order_by("verb", "id")


def clearances_in(organisation: Organisation, verb: str) -> QuerySet[Clearance]:
    """Running clearances of one verb in an organisation, beyond those that a role brings."""
    rows = Clearance.objects.filter(organisation=organisation, verb=verb, revoked_at__isnull=True)
    return rows.select_related("person__identity", "granted_by__identity").order_by("person__identity__folded", "id")


def speakers_of(organisation: Organisation) -> list[Person]:
    """Who may speak for the organisation now: its owners and those with a clearance, by name."""
    now = timezone.now()
    owners = Membership.objects.filter(organisation=organisation, role=Role.OWNER, ended_at__isnull=True)
    cleared = Clearance.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        organisation=organisation,
        verb="organisation.speak",
        revoked_at__isnull=True,
        granted_at__lte=now,
    )
    people = Person.objects.filter(
        Q(pk__in=owners.values("person")) | Q(pk__in=cleared.values("person")),
        is_active=True,
        claimed_at__isnull=False,
    )
    return list(people.select_related("identity").order_by("identity__folded", "pk"))


def people_for_host(text_typed: str = "", state: str = "") -> QuerySet[Person]:
    """All people for the hosts' list, by name: `state` is "", "suspended", "unclaimed" or "active".

    `text_typed` is found anywhere in name, handle and address, without regard to case or accents.
    """
    rows = Person.objects.select_related("identity").order_by("identity__folded", "pk")
    wanted = text.clean(text_typed).removeprefix("@")
    if wanted:
        rows = rows.filter(Q(identity__folded__contains=text.fold(wanted)) | Q(email__icontains=wanted))
    states = {
        "suspended": Q(identity__suspended_at__isnull=False),
        "unclaimed": Q(claimed_at__isnull=True),
        "active": Q(claimed_at__isnull=False, identity__suspended_at__isnull=True),
    }
    return rows.filter(states[state]) if state in states else rows


def find_people(prefix: str, *, limit: int = 8) -> list[Identity]:
    """People whose names or handles have words that begin with each of these, without regard to case or accents."""
    words = text.words(text.clean(prefix))
    if not words:
        return []
    rows = Identity.objects.filter(named(words), kind=Identity.Kind.PERSON, suspended_at__isnull=True)
    return list(rows.order_by("folded", "id")[:limit])


def named(beginnings: Iterable[str], *, whole: Iterable[str] = (), in_bylines: bool = False) -> Q:
    """Identities that have, in name or handle, a word that begins with each of these folded ones; `whole` are equal.

    Answered from an index. Says nothing about who may be found.
    """
    rows = NameWord.objects.all() if in_bylines else NameWord.objects.filter(is_name=True)
    wanted = [beginning_with("word", word[:NAME_WORD]) for word in beginnings]
    wanted += [Q(word=word[:NAME_WORD]) for word in whole]
    return Q(*(Q(pk__in=rows.filter(one).values("identity")) for one in wanted))


def beginning_with(column: str, prefix: str) -> Q:
    """Folded words that begin so, in a form that the column's index answers on either database."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": prefix})
    return Q(**{f"{column}__gte": prefix, f"{column}__lt": f"{prefix}\U0010ffff"})


def invitations() -> QuerySet[Invitation]:
    """All invitations, used, withdrawn and expired ones too, the latest first."""
    rows = Invitation.objects.select_related("organisation__identity", "invited_by__identity", "person__identity")
    return rows.select_related("accepted_by__identity").order_by("-id")


def open_invitations(organisation: Organisation | None = None, *, now: datetime) -> QuerySet[Invitation]:
    """Invitations that somebody could still use, the latest first; all of them when no organisation is named."""
    rows = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return rows.select_related("organisation__identity", "invited_by__identity", "person__identity").order_by("-id")


def invitation_by_token(token: str, *, now: datetime) -> Invitation | None:
    """The invitation behind a link if it can still be used; used, withdrawn, expired and invented look the same."""
    return open_invitations(now=now).filter(token_digest=digest_of(token)).first()


def digest_of(secret: str) -> str:
    """What is stored of a token or code in its place."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
