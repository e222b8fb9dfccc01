"""The oracle finds nothing in the program as it is, and what is planted in spoiled ones."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from greenroom.testing.oracle import defects, moves, run
from greenroom.testing.oracle.reading import everybody
from greenroom.testing.oracle.run import Enough, Verdict
from greenroom.testing.oracle.world import World, found, settle
from greenroom.testing.surfaces import SURFACES

READINGS = 4  # of a world that lives on, before a defect counts as missed

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def grown(seed: int, steps: int) -> tuple[World, Verdict]:
    """A world after so many moves, with what the verbs themselves gave away."""
    world, verdict = found(seed, datetime.now(UTC)), Verdict(seed)
    run.grow(world, steps, verdict)
    settle(world)
    return world, verdict


def first_leak(world: World, verdict: Verdict, surfaces: list) -> Verdict:
    """Read the surfaces as everybody until something shows."""
    crowd, enough = everybody(world), Enough(first_leak=True)
    for viewer in [*world.people, None]:
        for surface in surfaces:
            if not enough.reached(verdict):
                run.read_surface(world, surface, crowd.eyes[viewer], verdict)
    return verdict


def test_nothing_leaks_in_the_program_as_it_is():
    verdict = run.run(11, Enough(checks=4_000))

    assert verdict.leaks == []
    assert verdict.checks >= 4_000
    assert len(verdict.surfaces) == len(SURFACES)


def test_at_least_95_in_100_planted_defects_are_found():
    world, clean = grown(12, 450)
    assert first_leak(world, clean, SURFACES).leaks == []

    missed = [defect.name for defect in defects.DEFECTS if not is_found(defect, world)]

    assert len(defects.DEFECTS) >= 20
    assert len(missed) <= len(defects.DEFECTS) * 0.05, missed


def is_found(defect: defects.Defect, world: World) -> bool:
    """Whether the oracle sees the defect: in the given world, which lives on meanwhile, or in one that grew with it."""
    if defect.grows:
        return any(is_found_in_a_world_of_its_own(defect, seed) for seed in (13, 14, 15, 16))
    for _ in range(READINGS):
        with defect.plant():
            if first_leak(world, Verdict(0), defect.surfaces).leaks:
                return True
        run.grow(world, run.MORE_STEPS, Verdict(0))
        settle(world)
    return False


def is_found_in_a_world_of_its_own(defect: defects.Defect, seed: int) -> bool:
    """Whether the oracle sees what the defect does to a world that grows with it; the world is gone afterwards."""
    with transaction.atomic(), defect.plant():
        spoiled, verdict = grown(seed, 320)
        first_leak(spoiled, verdict, defect.surfaces)
        transaction.set_rollback(True)
    return bool(verdict.leaks)


def test_every_surface_has_a_planted_defect():
    assert [surface.name for surface in SURFACES if not defects.is_seen(surface)] == []
    assert moves.MOVES
