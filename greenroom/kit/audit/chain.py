"""How entries hang together, and where a chain was cut, altered or shuffled."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

import msgspec
from django.db.models import Max

from greenroom.kit import sealing
from greenroom.kit.models import AuditEntry, AuditHead

HEAD = 1  # the key of the one row
PURPOSE = "audit head"


@dataclass(frozen=True)
class Fault:
    """A place where the chain does not hold: an entry's number, and what is wrong there."""

    sequence: int
    what: str


@dataclass(frozen=True)
class Verdict:
    """What a walk along the whole chain found."""

    entries: int
    head: str
    faults: list[Fault]


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 over everything an entry says, the hash of its payload and of the entry before it."""
    said = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.on_behalf_of_id,
        entry.action,
        entry.object_kind,
        entry.object_id,
        entry.key_id,
        entry.payload_hash,
        entry.previous_hash,
    ]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def seal_of(head: AuditHead) -> str:
    """The head's seal; it needs the secret of the installation, which the database does not hold."""
    return sealing.seal(PURPOSE, f"{head.sequence}:{head.hash}")


def is_sealed(head: AuditHead) -> bool:
    """Whether the head was last written by the program."""
    return sealing.is_sealed(PURPOSE, f"{head.sequence}:{head.hash}", head.seal)


def verify() -> Verdict:
    """Walk the chain from its beginning and name every place that does not hold.

    What no chain can show by itself is a cut by somebody who also put an older head back, seal
    included: a witness outside the house shows that.
    """
    faults: list[Fault] = []
    count, last, previous = 0, 0, ""
    for entry in AuditEntry.objects.select_related("key").order_by("sequence").iterator(chunk_size=2000):
        faults += _faults_at(entry, last, previous)
        count, last, previous = count + 1, entry.sequence, entry.hash
    faults += _faults_at_the_end(last, previous)
    return Verdict(entries=count, head=previous, faults=faults)


def _faults_at(entry: AuditEntry, last: int, previous: str) -> Iterator[Fault]:
    if entry.sequence != last + 1:
        missing = f"{last + 1}" if entry.sequence == last + 2 else f"{last + 1} to {entry.sequence - 1}"
        yield Fault(entry.sequence, f"entry {missing} is missing before this one")
    elif entry.previous_hash != previous:
        yield Fault(entry.sequence, "does not follow from the entry before it")
    if hash_of(entry) != entry.hash:
        yield Fault(entry.sequence, "was altered")
    if entry.sealed:
        if hashlib.sha256(bytes(entry.sealed)).hexdigest() != entry.payload_hash:
            yield Fault(entry.sequence, "its payload was altered")
    elif entry.key.destroyed_at is None:
        yield Fault(entry.sequence, "its payload was removed")


def _faults_at_the_end(last: int, previous: str) -> Iterator[Fault]:
    """Compare with the head, which is read again so that entries written meanwhile do no harm."""
    end = AuditEntry.objects.aggregate(end=Max("sequence"))["end"] or 0
    head = AuditHead.objects.filter(pk=HEAD).first()
    if head is None:
        if last:
            yield Fault(last, "the head is missing")
        return
    if head.sequence > end:
        yield Fault(end + 1, f"the chain is cut here: its head is entry {head.sequence}")
    elif head.sequence < end:
        yield Fault(head.sequence + 1, f"stands after the head, which is entry {head.sequence}")
    elif head.sequence == last and head.hash != previous:
        yield Fault(last, "is not the entry that the head names")
    if not is_sealed(head):
        yield Fault(head.sequence, "the head's seal is broken: it was not written by this installation")
