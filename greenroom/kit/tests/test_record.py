"""The audit chain holds, names the place where it does not, and forgets a person without breaking [R8]."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F

from greenroom.kit import audit
from greenroom.kit.audit import chain
from greenroom.kit.facts import OutsideTransactionError
from greenroom.kit.models import AuditEntry, AuditHead, AuditKey
from greenroom.kit.tests.deeds import taken_back

pytestmark = pytest.mark.django_db


def act(number, now, **about):
    with transaction.atomic():
        return audit.record(
            action="person.suspended",
            actor_id=100 + number % 3,
            object_kind="person",
            object_id=500 + number,
            payload={"reason": f"reason {number}"},
            now=now + timedelta(minutes=number),
            **about,
        )


@pytest.fixture
def ten(noon):
    return [act(number, noon) for number in range(1, 11)]


def faults():
    return [(fault.sequence, fault.what) for fault in audit.verify().faults]


def test_entries_follow_from_one_another(ten):
    verdict = audit.verify()

    assert (verdict.entries, verdict.head, verdict.faults) == (10, ten[-1].hash, [])
    assert [entry.sequence for entry in ten] == list(range(1, 11))
    assert [entry.previous_hash for entry in ten] == ["", *(entry.hash for entry in ten[:-1])]


def test_an_empty_chain_holds():
    assert audit.verify() == chain.Verdict(entries=0, head="", faults=[])


def test_recording_outside_a_transaction_is_refused_and_nothing_is_written(noon):
    with pytest.raises(OutsideTransactionError):
        audit.record(action="x", actor_id=1, now=noon)

    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_act_taken_back_leaves_no_entry_and_no_gap(noon):
    act(1, noon)
    with pytest.raises(RuntimeError):
        taken_back(lambda: audit.record(action="x", actor_id=1, now=noon))
    act(2, noon)

    assert (audit.verify().entries, faults()) == (2, [])


@pytest.mark.parametrize(
    "change",
    [
        {"at": F("at") + timedelta(microseconds=1)},
        {"actor_id": 999},
        {"actor_id": None},
        {"on_behalf_of_id": 7},
        {"action": "person.praised"},
        {"object_kind": "post"},
        {"object_id": 1},
        {"payload_hash": "0" * 64},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
        {"sealed": b"other bytes"},
        {"sealed": b""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_r8_a_flipped_entry_is_named(ten, change):
    AuditEntry.objects.filter(sequence=5).update(**change)

    assert 5 in {sequence for sequence, _ in faults()}
    assert {sequence for sequence, _ in faults()} <= {5, 6}


def test_r8_a_flipped_entry_with_its_hash_made_anew_is_named_by_its_follower(ten):
    entry = AuditEntry.objects.get(sequence=5)
    entry.actor_id = 999
    AuditEntry.objects.filter(sequence=5).update(actor_id=999, hash=chain.hash_of(entry))

    assert faults() == [(6, "does not follow from the entry before it")]


def test_r8_a_chain_made_anew_from_one_entry_on_is_named_at_its_head(ten):
    previous = AuditEntry.objects.get(sequence=4).hash
    for entry in AuditEntry.objects.filter(sequence__gt=4).order_by("sequence"):
        entry.actor_id, entry.previous_hash = 999, previous
        previous = entry.hash = chain.hash_of(entry)
        entry.save()
    assert faults() == [(10, "is not the entry that the head names")]

    AuditHead.objects.update(hash=previous)
    assert faults() == [(10, "the head's seal is broken: it was not written by this installation")]


def test_r8_a_dropped_entry_is_named(ten):
    AuditEntry.objects.filter(sequence=5).delete()

    assert faults() == [(6, "entry 5 is missing before this one")]


def test_r8_several_dropped_entries_are_named(ten):
    AuditEntry.objects.filter(sequence__in=[1, 2, 3]).delete()

    assert faults() == [(4, "entry 1 to 3 is missing before this one")]


def test_r8_swapped_entries_are_named(ten):
    AuditEntry.objects.filter(sequence=5).update(sequence=99)
    AuditEntry.objects.filter(sequence=6).update(sequence=5)
    AuditEntry.objects.filter(sequence=99).update(sequence=6)

    assert {5, 6} <= {sequence for sequence, _ in faults()} <= {5, 6, 7}


def test_r8_a_cut_end_is_named(ten):
    AuditEntry.objects.filter(sequence__gt=7).delete()

    assert faults()[0] == (8, "the chain is cut here: its head is entry 10")


def test_r8_a_cut_end_with_the_head_moved_back_breaks_the_seal_for_ever(ten, noon, caplog):
    last = AuditEntry.objects.get(sequence=7)
    AuditEntry.objects.filter(sequence__gt=7).delete()
    AuditHead.objects.update(sequence=7, hash=last.hash)
    broken = "the head's seal is broken: it was not written by this installation"
    assert faults() == [(7, broken)]

    with caplog.at_level(logging.CRITICAL):
        act(8, noon)

    assert faults() == [(8, broken)]
    assert "before entry 8" in caplog.text


def test_r8_an_entry_after_the_head_is_named(ten):
    AuditHead.objects.update(sequence=9)

    assert faults()[0] == (10, "stands after the head, which is entry 9")


def test_r8_a_removed_head_does_not_heal(ten, noon):
    AuditHead.objects.all().delete()
    assert faults() == [(10, "the head is missing")]

    act(11, noon)
    assert [sequence for sequence, _ in faults()] == [11]


def test_a_payload_is_unreadable_in_the_database_and_readable_to_the_program(ten):
    entry = AuditEntry.objects.get(sequence=5)

    assert b"reason" not in bytes(entry.sealed)
    assert audit.payload_of(entry) == {"reason": "reason 5"}


def test_a_payload_moved_to_another_entry_cannot_be_read(ten):
    from greenroom.kit.sealing import UnreadableError

    entry, other = AuditEntry.objects.get(sequence=5), AuditEntry.objects.get(sequence=6)
    entry.sealed = other.sealed

    with pytest.raises(UnreadableError):
        audit.payload_of(entry)


def test_an_erased_persons_payloads_are_gone_and_the_chain_holds(ten, noon):
    assert audit.erase(505, now=noon) == 1

    assert audit.payload_of(AuditEntry.objects.get(sequence=5)) is None
    assert audit.payload_of(AuditEntry.objects.get(sequence=6)) == {"reason": "reason 6"}
    assert bytes(AuditKey.objects.get(person_id=505).wrapped) == b""
    act(5, noon)
    assert (audit.verify().entries, faults()) == (11, [])


def test_the_key_belongs_to_whom_the_payload_is_about(noon):
    with transaction.atomic():
        entries = [
            audit.record(action="a", actor_id=1, object_kind="person", object_id=2, now=noon),
            audit.record(action="b", actor_id=1, object_kind="post", object_id=2, now=noon),
            audit.record(action="c", actor_id=1, object_kind="post", object_id=2, about_id=3, now=noon),
            audit.record(action="d", actor_id=None, now=noon),
        ]

    assert [entry.key.person_id for entry in entries] == [2, 1, 3, 0]


def test_a_new_secret_reads_on_where_the_old_one_is_named(ten, noon, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"

    assert audit.payload_of(AuditEntry.objects.get(sequence=5)) == {"reason": "reason 5"}
    act(11, noon)
    assert faults() == []
