"""A fact is written with the deed or not at all."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from greenroom.kit.errands import register
from greenroom.kit.facts import Event, OutsideTransactionError, facts_of, publish
from greenroom.kit.models import Errand, Fact
from greenroom.kit.tests.deeds import BellRang, DoorShut, ring, taken_back

pytestmark = pytest.mark.django_db


def test_a_fact_brings_one_errand_per_listener(noon):
    ring(7, noon)

    errands = Errand.objects.order_by("id").values_list("duty", "state", "due_at")
    assert list(errands) == [
        ("kit.tests.deeds.answer", "waiting", noon),
        ("kit.tests.deeds.write_down", "waiting", noon),
    ]


def test_a_fact_that_nobody_hears_is_still_a_fact(noon):
    with transaction.atomic():
        publish(DoorShut(at=noon, door_id=3))

    assert facts_of(DoorShut) == [DoorShut(at=noon, door_id=3)]
    assert Errand.objects.count() == 0


def test_publishing_outside_a_transaction_is_refused_and_nothing_is_written(noon):
    with pytest.raises(OutsideTransactionError):
        publish(DoorShut(at=noon, door_id=3))

    assert Fact.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_deed_taken_back_takes_fact_and_errands_with_it(noon):
    with pytest.raises(RuntimeError):
        taken_back(lambda: publish(BellRang(at=noon, bell_id=7)))

    assert (Fact.objects.count(), Errand.objects.count()) == (0, 0)


def test_every_field_survives_its_row(noon):
    event = BellRang(
        at=datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC), bell_id=2**62, note="é\u2028<", heard_by=[1, 2**60]
    )

    with transaction.atomic():
        publish(event)

    assert facts_of(BellRang) == [event]


@pytest.mark.fast
def test_two_events_of_one_name_are_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match=r"kit\.DoorShut"):

        @dataclass(frozen=True, kw_only=True)
        class DoorShut(Event):
            pass


@pytest.mark.fast
def test_two_duties_of_one_name_are_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="answer"):
        register("kit.tests.deeds.answer", lambda errand, now: None)
