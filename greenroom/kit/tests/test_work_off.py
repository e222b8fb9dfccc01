"""Errands are done once, tried again with patience, and given up where all can see it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from greenroom.kit import worker
from greenroom.kit.models import Errand, Fact, Move
from greenroom.kit.tests.deeds import Mood, effects, ring

pytestmark = pytest.mark.django_db

NO = "kit.tests.deeds.answer"


def test_what_is_due_is_done_once(noon):
    ring(7, noon)

    assert worker.work_off(noon) == 2
    assert worker.work_off(noon) == 0
    assert (effects("answer"), effects("written")) == ([7], [7])


def test_what_is_not_yet_due_waits(noon):
    ring(7, noon)

    assert worker.work_off(noon - timedelta(seconds=1)) == 0


def test_a_failure_leaves_no_trace_and_is_tried_again_later(noon):
    Mood.fails = 1
    ring(7, noon)

    worker.work_off(noon)

    errand = Errand.objects.get(duty=NO)
    assert (errand.state, errand.attempts, effects("answer"), effects("written")) == ("waiting", 1, [], [7])
    assert timedelta(seconds=4) <= errand.due_at - noon <= timedelta(seconds=6)

    worker.work_off(errand.due_at)
    assert effects("answer") == [7]
    assert Errand.objects.get(duty=NO).state == "done"


def test_the_row_says_kind_and_place_of_the_error_and_none_of_its_words(noon, caplog):
    Mood.fails = 1
    ring(7, noon)

    worker.work_off(noon)

    error = Errand.objects.get(duty=NO).last_error
    assert error.startswith("ValueError at ")
    assert "greenroom.kit.tests.deeds:" in error
    assert "4711" not in error + caplog.text
    assert len(caplog.records) == 1


def test_pauses_grow_to_an_hour_and_the_last_attempt_is_visible(noon, caplog):
    Mood.fails = 99
    ring(7, noon)
    now, pauses = noon, []
    while (errand := Errand.objects.get(duty=NO)).finished_at is None:
        now = max(errand.due_at, now)
        worker.work_off(now)
        pauses.append((Errand.objects.get(duty=NO).due_at - now).total_seconds())

    assert (errand.state, errand.attempts, effects("answer")) == ("failed", worker.MOST_ATTEMPTS, [])
    assert pauses[:4] == pytest.approx([5, 10, 20, 40], rel=0.2)
    assert max(pauses) <= 3600 * 1.2
    assert caplog.records[-1].levelname == "ERROR"


def test_what_was_given_up_can_be_opened_again(noon):
    Mood.fails = worker.MOST_ATTEMPTS
    ring(7, noon)
    Errand.objects.filter(duty=NO).update(attempts=worker.MOST_ATTEMPTS - 1)
    worker.work_off(noon)
    assert Errand.objects.get(duty=NO).state == "failed"

    Mood.fails = 0
    assert worker.try_again(noon) == 1
    worker.work_off(noon)

    assert effects("answer") == [7]


def test_an_errand_whose_workers_always_die_is_given_up(noon):
    ring(7, noon)
    Errand.objects.filter(duty=NO).update(attempts=worker.MOST_ATTEMPTS, state="claimed")

    worker.work_off(noon)

    errand = Errand.objects.get(duty=NO)
    assert (errand.state, errand.last_error, effects("answer")) == ("failed", "worker died", [])


def test_a_claimed_errand_is_nobody_elses_until_the_lease_ends(noon):
    ring(7, noon)

    mine = [worker.claim(noon), worker.claim(noon)]

    assert worker.claim(noon) is None
    assert worker.claim(noon + worker.LEASE - timedelta(seconds=1)) is None
    again = worker.claim(noon + worker.LEASE)
    assert (again.pk, again.fence, again.attempts) == (mine[0].pk, mine[0].fence + 1, 2)


def test_a_late_worker_changes_nothing(noon):
    ring(7, noon)
    late = worker.claim(noon)
    other = worker.claim(noon + worker.LEASE + timedelta(seconds=1))
    while other.pk != late.pk:
        other = worker.claim(noon + worker.LEASE + timedelta(seconds=1))

    assert worker.do(late, lambda: noon) is False
    assert effects("answer") == []

    assert worker.do(other, lambda: noon) is True
    assert effects("answer") == [7]
    worker.put_off(late, ValueError(), noon)
    worker.release(late, noon)
    assert Errand.objects.get(pk=late.pk).state == "done"


def test_an_interrupted_errand_is_given_back_whole(noon):
    def interrupt(event):
        raise worker.InterruptedWork

    Mood.on_answer = interrupt
    ring(7, noon)
    with pytest.raises(worker.InterruptedWork):
        worker.work_off(noon)

    errand = Errand.objects.get(duty=NO)
    assert (errand.state, errand.attempts, errand.due_at, effects("answer")) == ("waiting", 0, noon, [])


def test_a_duty_that_this_version_lacks_waits_for_one_that_has_it(noon):
    ring(7, noon)
    Errand.objects.filter(duty=NO).update(duty="gone.handlers.was_here")

    assert worker.work_off(noon) == 1
    assert Errand.objects.get(duty="gone.handlers.was_here").last_error.startswith("NobodyError")


def test_what_a_handler_publishes_is_done_in_the_same_go(noon):
    def ring_on(event):
        if event.bell_id < 3:
            ring(event.bell_id + 1, noon)

    Mood.on_answer = ring_on
    ring(1, noon)

    assert worker.work_off(noon) == 6
    assert effects("answer") == [1, 2, 3]


def test_a_handler_that_breaks_a_constraint_spoils_nothing_else(noon):
    def break_it(event):
        raise IntegrityError

    Mood.on_answer = break_it
    ring(7, noon)

    assert worker.work_off(noon) == 1
    assert (effects("written"), effects("answer")) == ([7], [])


def test_a_look_with_nothing_to_do_is_one_query(noon, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert worker.claim(noon, outside=False) is None


def test_what_is_over_is_cleared_away_and_what_failed_stays(noon):
    from greenroom.kit.housekeeping import clear_away

    Mood.fails = 1
    ring(7, noon)
    Errand.objects.filter(duty=NO).update(attempts=worker.MOST_ATTEMPTS - 1)
    worker.work_off(noon)
    ring(8, noon + timedelta(days=39))
    worker.work_off(noon + timedelta(days=39))

    clear_away(noon + timedelta(days=40))

    left = Errand.objects.filter(fact__isnull=False).order_by("id")
    assert list(left.values_list("state", flat=True)) == ["failed", "done", "done"]
    assert (Fact.objects.count(), Move.objects.filter(machine="answer").count()) == (2, 1)
