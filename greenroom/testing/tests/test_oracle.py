"""The oracle finds nothing in the program as it is, and what is planted in spoiled ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from greenroom.testing.oracle import defects, moves, run
from greenroom.testing.oracle.reading import everybody
from greenroom.testing.oracle.run import Enough, Verdict
from greenroom.testing.oracle.world import World, found, settle
from greenroom.testing.surfaces import SURFACES

SEEDS = (12, 21, 22)  # of the worlds in which mistakes of reading are looked for, the later ones for what is left
GROWING = range(13, 19)  # of the worlds that grow with a mistake, until one shows it
STEPS = 100  # moves in these worlds, beside the scenes that every world plays

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@contextmanager
def grown(seed: int, steps: int) -> Iterator[tuple[World, Verdict]]:
    """A world after so many moves, with what the verbs themselves gave away; it is gone afterwards."""
    with transaction.atomic():
        world, verdict = found(seed, datetime.now(UTC)), Verdict(seed)
        run.grow(world, steps, verdict)
        settle(world)
        yield world, verdict
        transaction.set_rollback(True)


def first_leak(world: World, verdict: Verdict, surfaces: list) -> Verdict:
    """Read the surfaces as everybody until something shows."""
    crowd, enough = everybody(world), Enough(first_leak=True)
    for surface in surfaces:
        for viewer in [*world.people, None]:
            if not enough.reached(verdict):
                run.read_surface(world, surface, crowd.eyes[viewer], verdict)
    return verdict


def test_a1_a4_nothing_leaks_in_the_program_as_it_is():
    verdict = run.run(11, Enough(checks=12_000))

    assert verdict.leaks == []
    assert verdict.checks >= 12_000
    assert len(verdict.surfaces) == len(SURFACES)


READ = [defect for defect in defects.DEFECTS if not defect.grows]
GROWN = [defect for defect in defects.DEFECTS if defect.grows]


def test_at_least_98_in_100_planted_defects_are_found():
    """Those of verbs are found one by one below: whatever is missed is missed here."""
    unseen = READ
    for seed in SEEDS:
        unseen = not_seen_in_the_world_of(seed, unseen)

    assert len(READ) >= 20
    assert len(unseen) <= len(defects.DEFECTS) * 0.02, [defect.name for defect in unseen]


@pytest.mark.parametrize("defect", GROWN, ids=lambda defect: defect.name)
def test_each_planted_defect_of_a_verb_is_found(defect):
    assert is_found_growing(defect)


def is_found_growing(defect: defects.Defect) -> bool:
    """Whether the oracle sees what the defect does to a world that grows with it."""
    return any(is_found_in_the_world_of(seed, defect) for seed in GROWING)


def is_found_in_the_world_of(seed: int, defect: defects.Defect) -> bool:
    """Whether a world that grows with the defect gives something away."""
    with defect.plant(), grown(seed, STEPS) as (world, verdict):
        return bool(first_leak(world, verdict, defect.surfaces).leaks)


def not_seen_in_the_world_of(seed: int, wanted: list[defects.Defect]) -> list[defects.Defect]:
    """Those that do not show in a world in which nothing leaks without them."""
    if not wanted:
        return []
    with grown(seed, STEPS) as (world, clean):
        assert first_leak(world, clean, SURFACES).leaks == []
        return [defect for defect in wanted if not is_seen_in(world, defect)]


def is_seen_in(world: World, defect: defects.Defect) -> bool:
    """Whether the oracle sees the defect while it reads this world."""
    with defect.plant():
        return bool(first_leak(world, Verdict(0), defect.surfaces).leaks)


def test_every_surface_has_a_planted_defect():
    assert [surface.name for surface in SURFACES if not defects.is_seen(surface)] == []
    assert moves.MOVES
