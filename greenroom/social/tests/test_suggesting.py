"""Whom to follow, as a function over a graph: bridges before fame, the far before the near, the same all day."""

import runpy
from datetime import date, timedelta
from pathlib import Path

import pytest

from greenroom.social.suggesting import FEW, Graph, friends_of_friends, suggest

DAY = date(2026, 11, 2)
BENCH = Path(__file__).resolve().parents[3] / "bench" / "suggestions.py"
ME, FERRIES, HEALTH, GLASS, TOWN = 1, 101, 102, 103, 104

pytestmark = pytest.mark.fast


def graph(follows, houses=None, sectors=None) -> Graph:
    return Graph(
        follows=follows,
        houses={key: frozenset([house]) for key, house in (houses or {}).items()},
        sectors={key: frozenset([sector]) for key, sector in (sectors or {}).items()},
    )


def keys(given, *, excluded=frozenset(), day=DAY, limit=8):
    return [one.key for one in suggest(ME, given, excluded=set(excluded), day=day, limit=limit)]


def test_people_reached_from_several_houses_come_before_the_popular():
    """Whom many colleagues of one house follow is near already; two houses make a bridge."""
    crowd = range(10, 20)
    follows = {ME: [*crowd, 30, 31], **{key: [50] for key in crowd}, 30: [51], 31: [51]}
    houses = {ME: FERRIES, **dict.fromkeys(crowd, HEALTH), 30: GLASS, 31: TOWN, 50: TOWN, 51: HEALTH}

    assert keys(graph(follows, houses)) == [51, 50]
    assert friends_of_friends(ME, graph(follows, houses), excluded=set()) == [50, 51]


def test_colleagues_contacts_and_the_excluded_are_never_suggested():
    follows = {ME: [2, 3], 2: [ME, 3, 4, 5, 6], 3: [4, 5, 6]}
    houses = {ME: FERRIES, 4: FERRIES, 2: HEALTH, 3: GLASS}

    assert keys(graph(follows, houses), excluded={5}) == [6]


def test_nobody_is_suggested_to_themselves():
    assert keys(graph({ME: [2], 2: [ME, 3]})) == [3]


def test_whom_all_of_ones_contacts_follow_comes_after_whom_one_follows():
    crowd = range(10, 20)
    for one, other in ((50, 51), (51, 50)):
        assert keys(graph({ME: crowd, **{key: [one] for key in crowd}, 10: [one, other]})) == [other, one]


def test_another_sector_weighs_more_than_one_bridge():
    follows = {ME: [2, 3], 2: [4, 5], 3: [4, 5]}
    sectors = {ME: "ferries", 4: "ferries", 5: "glass"}
    found = suggest(ME, graph(follows, sectors=sectors), excluded=set(), day=DAY)

    assert [(one.key, one.has_other_sector) for one in found] == [(5, True), (4, False)]


def test_the_reason_counts_only_bridges_that_work_elsewhere():
    follows = {ME: [2, 3, 4, 5], 2: [9], 3: [9], 4: [9], 5: [9]}
    houses = {ME: FERRIES, 2: FERRIES, 3: HEALTH, 4: GLASS, 5: GLASS}
    (found,) = suggest(ME, graph(follows, houses), excluded=set(), day=DAY)

    assert (found.counted, found.bridges, found.houses, found.distance) == ((3, 4, 5), (3, 4, 5, 2), 2, 2)


def test_whoever_follows_few_is_led_one_step_further():
    follows = {ME: [2], 2: [3], 3: [4]}
    found = suggest(ME, graph(follows), excluded={3}, day=DAY)

    assert [(one.key, one.distance, one.bridges) for one in found] == [(4, 3, (2,))]


def test_whoever_follows_many_is_not_led_further():
    many = range(1000, 1000 + FEW + 1)

    assert set(keys(graph({ME: many[1:], many[1]: [3], 3: [4]}))) == {3, 4}
    assert keys(graph({ME: many, many[1]: [3], 3: [4]})) == [3]


def test_no_house_takes_more_than_two_places():
    follows = {ME: [2, 3], 2: range(10, 20), 3: range(10, 20)}
    houses = {ME: FERRIES, **dict.fromkeys(range(10, 16), HEALTH), **dict.fromkeys(range(16, 20), GLASS)}

    found = keys(graph(follows, houses))
    assert sorted(houses[key] for key in found) == [HEALTH, HEALTH, GLASS, GLASS]


def test_the_order_holds_for_a_day_and_changes_with_it():
    given = graph({ME: [2], 2: range(10, 60)})
    days = [keys(given, day=DAY + timedelta(days=number)) for number in range(4)]

    assert keys(given) == days[0]
    assert len({tuple(day) for day in days}) == 4


def test_nobody_is_suggested_to_whoever_follows_nobody():
    assert keys(graph({2: [3]})) == []


@pytest.mark.slow
def test_in_a_real_institution_ours_reach_clearly_further_than_friends_of_friends():
    bench = runpy.run_path(str(BENCH))
    if not bench["GRAPH"].is_dir():
        pytest.skip(f"the graph of an institution is not on this machine: {bench['GRAPH']}")
    told = bench["compare"](people=60)
    plain, units = told["friends_of_friends"], told["departments_as_units"]

    assert told["departments_as_organisations"]["across_departments"] == 1
    assert units["across_departments"] >= plain["across_departments"] + 0.2
    assert units["into_departments_without_a_contact"] >= 2 * plain["into_departments_without_a_contact"]
    assert units["median_distance"] >= plain["median_distance"]
    assert units["median_shared_contacts"] < plain["median_shared_contacts"] / 2
    assert units["median_followers"] < plain["median_followers"]
