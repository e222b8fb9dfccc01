"""A deadline is a row: it passes once, moves, and can be lifted."""

from datetime import timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.deadlines import lift, set_deadline
from greenroom.kit.tests.deeds import effects, take_back

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_it_happens_when_its_time_has_come_and_once(noon):
    set_deadline(take_back, key="key:5", due_at=noon + DAY, payload={"key_id": 5})

    worker.work_off(noon + DAY - timedelta(seconds=1))
    assert effects("taken back") == []

    worker.work_off(noon + DAY)
    worker.work_off(noon + 2 * DAY)
    assert effects("taken back") == [5]


def test_the_same_key_moves_it(noon):
    set_deadline(take_back, key="key:5", due_at=noon + DAY, payload={"key_id": 5})
    set_deadline(take_back, key="key:5", due_at=noon + 3 * DAY, payload={"key_id": 6})

    worker.work_off(noon + 2 * DAY)
    assert effects("taken back") == []

    worker.work_off(noon + 3 * DAY)
    assert effects("taken back") == [6]


def test_a_lifted_one_never_happens(noon):
    set_deadline(take_back, key="key:5", due_at=noon + DAY, payload={"key_id": 5})

    assert lift(take_back, key="key:5", now=noon) is True
    assert lift(take_back, key="key:5", now=noon) is False
    worker.work_off(noon + 2 * DAY)

    assert effects("taken back") == []


def test_one_that_is_moved_while_a_worker_holds_it_is_not_done(noon):
    set_deadline(take_back, key="key:5", due_at=noon, payload={"key_id": 5})
    held = worker.claim(noon)

    set_deadline(take_back, key="key:5", due_at=noon + DAY, payload={"key_id": 5})

    assert worker.do(held, lambda: noon) is False
    assert effects("taken back") == []
    worker.work_off(noon + DAY)
    assert effects("taken back") == [5]


def test_a_key_is_free_again_once_it_has_passed(noon):
    set_deadline(take_back, key="key:5", due_at=noon, payload={"key_id": 5})
    worker.work_off(noon)

    set_deadline(take_back, key="key:5", due_at=noon + DAY, payload={"key_id": 5})
    worker.work_off(noon + DAY)

    assert effects("taken back") == [5, 5]
