"""The lanes of a worker: naps, leases, and a database that is away or full."""

import logging
import threading

import pytest
from django.db import OperationalError, connection, transaction

from greenroom.kit import worker
from greenroom.kit.facts import publish
from greenroom.kit.models import Errand, Fact
from greenroom.kit.tests.deeds import BellRang, DoorShut, effects, ring

pytestmark = pytest.mark.django_db


def test_a_database_that_refuses_is_waited_for(noon, monkeypatch, caplog):
    lane = worker.Lane(threading.Event(), outside=False, clock=lambda: noon)
    ring(7, noon)

    def refuse(*_arguments, **_named):
        raise OperationalError("database or disk is full: the secret is 4711")

    monkeypatch.setattr(worker.connection, "close", lambda: None)
    with monkeypatch.context() as trouble, caplog.at_level(logging.ERROR):
        trouble.setattr(worker, "claim", refuse)
        assert lane.step() == worker.ERROR_NAP
    assert len(caplog.records) == 1
    assert "4711" not in caplog.text

    assert lane.step() == 0
    assert effects("answer") == [7]


def test_a_lane_naps_longer_while_there_is_nothing_to_do(noon):
    lane = worker.Lane(threading.Event(), outside=False, clock=lambda: noon)

    naps = [lane.step() for _ in range(8)]

    assert naps[0] == pytest.approx(2 * worker.SHORTEST_NAP)
    assert naps[-1] == worker.NAP


def test_each_lane_takes_its_own(noon):
    ring(7, noon)
    Errand.objects.filter(duty="kit.tests.deeds.answer").update(outside=True)

    assert worker.claim(noon, outside=True).duty == "kit.tests.deeds.answer"
    assert worker.claim(noon, outside=True) is None
    assert worker.claim(noon, outside=False).duty == "kit.tests.deeds.write_down"


def test_the_lease_of_a_slow_errand_is_renewed_but_not_for_ever(noon):
    ring(7, noon)
    errand = worker.claim(noon)
    late = noon + worker.LEASE / 2
    lane = worker.Lane(threading.Event(), outside=False, clock=lambda: late)
    lane.in_hand = (errand, noon)

    lane.renew()
    errand.refresh_from_db()
    assert errand.due_at == late + worker.LEASE

    lane.in_hand = (errand, noon - worker.LONGEST_HOLD)
    lane.clock = lambda: noon + worker.LEASE
    lane.renew()
    errand.refresh_from_db()
    assert errand.due_at == late + worker.LEASE


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit is SQLite's")
def test_r2_a_full_disk_refuses_the_deed_cleanly_and_the_next_one_succeeds(noon):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OperationalError, match="full"):
        fill(noon)
    assert (Fact.objects.count(), Errand.objects.count()) == (0, 0)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    ring(7, noon)
    assert worker.work_off(noon) == 2


@transaction.atomic
def fill(noon):
    for number in range(1000):
        publish(BellRang(at=noon, bell_id=number, note="x" * 1000))
        publish(DoorShut(at=noon, door_id=number))
