"""Writing entries, reading what they hold, and forgetting it."""

import hashlib
import logging
import secrets
from datetime import datetime
from typing import Any

import msgspec
from django.db import models, transaction

from greenroom.kit import sealing
from greenroom.kit.audit.chain import HEAD, hash_of, is_sealed, seal_of
from greenroom.kit.facts import OutsideTransactionError, in_a_deed
from greenroom.kit.models import AuditEntry, AuditHead, AuditKey

NOBODY = 0  # whose key seals what is about no person
WRAPPING = "audit keys"

log = logging.getLogger(__name__)


def record(
    *,
    action: str,
    actor_id: int | None,
    now: datetime,
    on_behalf_of_id: int | None = None,
    object_kind: str = "",
    object_id: int | None = None,
    payload: dict[str, Any] | None = None,
    about_id: int | None = None,
) -> AuditEntry:
    """Append an entry in the transaction of the act (refuses outside one); call it last in the action.

    The payload is encrypted with the key of the person it is about: `about_id`, else the object where
    that is a person, else the actor. Writers queue at the head's row until the act is committed.
    """
    if not in_a_deed():
        raise OutsideTransactionError(f"{action} is recorded outside a transaction.")
    head = _next_head()
    person = about_id or (object_id if object_kind == "person" else None) or actor_id or NOBODY
    key, secret = _key_of(person)
    sealed = sealing.encrypt(secret, msgspec.json.encode(payload or {}), bound_to=f"entry {head.sequence}")
    entry = AuditEntry(
        sequence=head.sequence,
        at=now,
        actor_id=actor_id,
        on_behalf_of_id=on_behalf_of_id,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        key=key,
        sealed=sealed,
        payload_hash=hashlib.sha256(sealed).hexdigest(),
        previous_hash=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    _move(head, entry)
    return entry


def _next_head() -> AuditHead:
    """Take the head, which makes all other writers wait, and count it one further."""
    heads = AuditHead.objects.filter(pk=HEAD)
    if not heads.update(sequence=models.F("sequence") + 1):
        AuditHead.objects.bulk_create([_first_head()], ignore_conflicts=True)
        heads.update(sequence=models.F("sequence") + 1)
    return heads.get()


def _first_head() -> AuditHead:
    """The head of an empty chain; if entries exist, somebody removed the head, and no seal hides it."""
    last = AuditEntry.objects.order_by("-sequence").first()
    if last:
        return AuditHead(pk=HEAD, sequence=last.sequence, hash=last.hash)
    head = AuditHead(pk=HEAD)
    head.seal = seal_of(head)
    return head


def _move(head: AuditHead, entry: AuditEntry) -> None:
    """Let the head name the entry. A seal that was broken before stays broken, or the break would heal."""
    before = AuditHead(sequence=head.sequence - 1, hash=head.hash, seal=head.seal)
    head.hash = entry.hash
    if is_sealed(before):
        head.seal = seal_of(head)
    else:
        head.seal = ""
        log.critical("the seal of the audit chain is broken before entry %s", entry.sequence)
    if not AuditHead.objects.filter(pk=HEAD, sequence=head.sequence).update(hash=head.hash, seal=head.seal):
        raise RuntimeError("The head of the audit chain moved under its writer.")


def _key_of(person_id: int) -> tuple[AuditKey, bytes]:
    """The living key of a person; made on first use, while the head is held."""
    key = AuditKey.objects.filter(person_id=person_id, destroyed_at__isnull=True).first()
    if key:
        return key, _unwrap(key)
    secret = secrets.token_bytes(32)
    wrapped = sealing.encrypt(sealing.keys_for(WRAPPING)[0], secret, bound_to=f"person {person_id}")
    return AuditKey.objects.create(person_id=person_id, wrapped=wrapped), secret


def _unwrap(key: AuditKey) -> bytes:
    return sealing.decrypt(sealing.keys_for(WRAPPING), bytes(key.wrapped), bound_to=f"person {key.person_id}")


def payload_of(entry: AuditEntry) -> dict[str, Any] | None:
    """What the entry holds, or None once the person it is about was erased."""
    if entry.key.destroyed_at is not None:
        return None
    content = sealing.decrypt([_unwrap(entry.key)], bytes(entry.sealed), bound_to=f"entry {entry.sequence}")
    return msgspec.json.decode(content, type=dict[str, Any])


@transaction.atomic
def erase(person_id: int, *, now: datetime) -> int:
    """Destroy the person's key: their payloads are gone, the chain still verifies. Returns keys destroyed."""
    living = AuditKey.objects.filter(person_id=person_id, destroyed_at__isnull=True)
    return living.update(wrapped=b"", destroyed_at=now)
