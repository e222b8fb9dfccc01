"""The clock starts a task once per interval, whoever looks."""

from datetime import timedelta

import pytest

from greenroom.kit import tasks, worker
from greenroom.kit.models import Clock, Errand
from greenroom.kit.tests import deeds
from greenroom.kit.tests.deeds import effects

pytestmark = pytest.mark.django_db

TASK = "kit.tests.deeds.wind_the_clock"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def only_the_test_task(monkeypatch):
    monkeypatch.setattr(tasks, "INTERVALS", {TASK: HOUR})


def struck(*moments):
    return [int(moment.timestamp()) for moment in moments]


def test_the_first_stroke_comes_one_interval_after_it_was_first_seen(noon):
    worker.work_off(noon)
    worker.work_off(noon + HOUR - timedelta(seconds=1))
    assert effects("wound") == []

    worker.work_off(noon + HOUR)
    assert effects("wound") == struck(noon + HOUR)


def test_the_strokes_keep_their_grid_however_late_a_look_is(noon):
    worker.work_off(noon)

    worker.work_off(noon + HOUR + timedelta(minutes=20))

    assert Clock.objects.get(duty=TASK).next_at == noon + 2 * HOUR


def test_missed_strokes_are_made_up_for_once(noon):
    worker.work_off(noon)

    worker.work_off(noon + 50 * HOUR)
    worker.work_off(noon + 50 * HOUR)

    assert effects("wound") == struck(noon + 50 * HOUR)
    assert Clock.objects.get(duty=TASK).next_at == noon + 51 * HOUR


def test_two_workers_strike_once(noon):
    tasks.strike(noon)
    at = noon + HOUR

    assert (tasks._strike_one(TASK, at, at), tasks._strike_one(TASK, at, at)) == (True, False)
    assert Errand.objects.filter(duty=TASK).count() == 1


def test_a_run_that_goes_on_is_not_started_a_second_time(noon):
    tasks.strike(noon)
    tasks.strike(noon + HOUR)
    assert worker.claim(noon + HOUR).duty == TASK

    tasks.strike(noon + 2 * HOUR)

    assert Errand.objects.filter(duty=TASK).count() == 1


def test_looking_at_the_clocks_is_one_query(noon, django_assert_num_queries):
    tasks.strike(noon)
    with django_assert_num_queries(1):
        tasks.strike(noon + timedelta(minutes=1))


def test_a_task_may_be_wanted_before_its_stroke(noon):
    for _ in range(2):
        tasks.soon(deeds.wind_the_clock, key="now", now=noon)
    worker.work_off(noon)

    assert effects("wound") == struck(noon)
