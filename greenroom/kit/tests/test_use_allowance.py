"""So many times in so long."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from greenroom.kit import allowances, housekeeping
from greenroom.kit.models import Allowance
from greenroom.kit.tests.racing import ROUNDS, at_once

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def used(key="upload:1", *, now=NOW, most=3):
    return allowances.use(key, most=most, within=HALF_AN_HOUR, now=now)


@pytest.mark.django_db
def test_so_many_and_no_more_until_the_time_is_over():
    later = NOW + timedelta(minutes=20)

    assert [used(), used(), used(now=later), used(now=later)] == [True, True, True, False]
    assert used(now=NOW + timedelta(minutes=29, seconds=59)) is False
    assert [used(now=NOW + HALF_AN_HOUR) for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_everybody_has_an_allowance_of_their_own():
    assert [used(most=1), used(most=1), used("upload:2", most=1)] == [True, False, True]


@pytest.mark.django_db(transaction=True)
def test_the_last_one_is_given_once():
    for number in range(ROUNDS):
        used(f"upload:{number}", most=2)

        take = partial(used, f"upload:{number}", most=2)
        assert sorted(at_once(take, take)) == [False, True]


@pytest.mark.django_db
def test_old_counts_are_cleared_away():
    used()
    housekeeping.clear_away(now=NOW + timedelta(hours=25))

    assert not Allowance.objects.exists()
