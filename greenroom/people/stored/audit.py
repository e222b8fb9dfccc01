"""Entries of the audit chain about somebody, and by them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenroom.kit import audit
from greenroom.kit.models import AuditEntry
from greenroom.people.belongings import Belonging, HouseBelonging, Row
from greenroom.people.models import Organisation, Person


def entries(person: Person) -> Iterator[Row]:
    """What was done to them and what they did; who else had a hand in it is not told (catalogue A16)."""
    for entry in _about(person).order_by("sequence").iterator(chunk_size=500):
        is_theirs = entry.key.person_id == person.pk
        yield {
            "number": entry.sequence,
            "at": entry.at,
            "action": entry.action,
            "by_you": entry.actor_id == person.pk,
            "details": audit.payload_of(entry) if is_theirs else None,
        }


def _about(person: Person) -> QuerySet[AuditEntry]:
    about = Q(key__person_id=person.pk) | Q(actor_id=person.pk) | Q(object_kind="person", object_id=person.pk)
    return AuditEntry.objects.filter(about).select_related("key")


def erase_entries(person: Person, now: datetime) -> int:
    """Destroy the key of their payloads; the hashes stay, and the chain verifies."""
    return audit.erase(person.pk, now=now)


def entries_of(organisation: Organisation) -> Iterator[Row]:
    """What was done in the organisation's name: when and what, not to whom."""
    about = Q(on_behalf_of_id=organisation.pk) | Q(object_kind="organisation", object_id=organisation.pk)
    for entry in AuditEntry.objects.filter(about).order_by("sequence").iterator(chunk_size=500):
        yield {"number": entry.sequence, "at": entry.at, "action": entry.action}


OF_HOUSES = HouseBelonging(key="audit", label=_("Audit entries"), rows=entries_of, order=90)
KINDS = [
    Belonging(
        key="audit",
        label=_("Audit entries"),
        why=_("So that nobody can act in secret: roles, clearances, suspensions, looks at reports."),
        kept=_("For good, bound in a chain; what an entry about you says is encrypted until you are erased."),
        models=("kit.AuditEntry", "kit.AuditKey"),
        rows=entries,
        erase=erase_entries,
        is_key=True,
        order=86,
    ),
]
