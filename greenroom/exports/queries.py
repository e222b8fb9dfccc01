"""What the pages of this room ask: what is stored, which archives there are, and how far an erasure is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from greenroom.exports.models import Erasure, Export
from greenroom.people.belongings import Belonging, belongings
from greenroom.people.models import Identity, Membership, Person, Role

SHOWN = (Erasure.State.WAITING, Erasure.State.ERASING, Erasure.State.ERASED)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A kind and how many there are of it."""

    kind: Belonging
    number: int


def stored_about(person: Person) -> list[Stored]:
    """Every kind, as it stands at this moment."""
    return [Stored(kind=kind, number=kind.number(person)) for kind in belongings()]


def archives_for(person: Person) -> QuerySet[Export]:
    """Those that the person asked for and may have still, newest first."""
    rows = Export.objects.filter(asked_by=person).select_related("owner")
    return rows.filter(owner__in=[person.pk, *(house.pk for house in houses_of(person))]).order_by("-pk")


def archive_for(person: Person, export_id: int, *, now: datetime) -> Export:
    """One that can be fetched; raises `Export.DoesNotExist` for every other, those of others and expired ones alike."""
    return archives_for(person).get(pk=export_id, state=Export.State.READY, expires_at__gt=now)


def houses_of(person: Person) -> list[Identity]:
    """Organisations that the person owns and may take along, by name."""
    owned = Membership.objects.filter(person=person, role=Role.OWNER, ended_at=None).values("organisation")
    rows = Identity.objects.filter(organisation__in=owned, suspended_at=None, organisation__closed_at=None)
    return list(rows.select_related("organisation").order_by("folded", "pk"))


def waiting_erasure(person: Person) -> Erasure | None:
    """The erasure that the person asked for, while it can be called off."""
    return Erasure.objects.filter(identity_id=person.pk, state=Erasure.State.WAITING).first()


def erasure_by(certificate: str) -> Erasure | None:
    """By its certificate; one that was called off or refused is nobody's any more."""
    return Erasure.objects.filter(certificate=certificate, state__in=SHOWN).first()
