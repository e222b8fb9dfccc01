"""Ids follow time, tell nothing by their gaps and are never given twice."""

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.kit import ids

pytestmark = pytest.mark.fast

MOMENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_an_id_knows_its_moment_and_lies_within_it():
    number = ids.id_at(MOMENT)

    assert ids.moment_of(number) == MOMENT
    assert ids.first_id_at(MOMENT) <= number < ids.first_id_at(MOMENT + timedelta(milliseconds=1))


def test_thousands_at_one_moment_are_all_different():
    assert len({ids.id_at(MOMENT) for _ in range(5000)}) == 5000


def test_a_crowded_moment_goes_on_in_the_next():
    made = [ids.id_at(MOMENT + timedelta(days=1)) for _ in range(40_000)]

    assert len(set(made)) == 40_000
    assert max(map(ids.moment_of, made)) == MOMENT + timedelta(days=1, milliseconds=1)


@pytest.mark.parametrize("year", [1960, 1970, 2026, 6428])
def test_every_year_gives_a_positive_id_of_63_bits(year):
    assert 0 <= ids.id_at(datetime(year, 1, 1, tzinfo=UTC)) < 2**63
