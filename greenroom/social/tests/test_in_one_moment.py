"""Two deeds about one thing in the same moment end as if one had come after the other."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ida(village):
    return village.person("ida")


def test_of_two_looks_at_once_the_farther_counts(village, ida):
    for number in range(ROUNDS):
        timeline, now = f"page{number}", village.tick()
        actions.mark_seen(person=ida, timeline=timeline, last_id=1, now=now)

        looks = [partial(actions.mark_seen, person=ida, timeline=timeline, last_id=far, now=now) for far in (90, 20)]
        at_once(*looks, *looks)

        assert queries.marker_of(ida, timeline) == 90


def test_of_two_first_looks_at_once_the_farther_counts(village, ida):
    for number in range(ROUNDS):
        timeline, now = f"page{number}", village.tick()

        looks = [partial(actions.mark_seen, person=ida, timeline=timeline, last_id=far, now=now) for far in (20, 90)]
        at_once(*looks)

        assert queries.marker_of(ida, timeline) == 90
