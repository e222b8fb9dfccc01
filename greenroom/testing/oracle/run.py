"""The run: grow worlds, read every surface as every viewer, count what should not have been there."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from greenroom.testing.oracle import moves, scenes
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import Eyes, everybody
from greenroom.testing.oracle.world import World, found, settle
from greenroom.testing.surfaces import SURFACES, Surface

STEPS = 200  # moves before the first reading of a world
ROUNDS = 3  # readings of a world, with moves in between
MORE_STEPS = 25


@dataclass
class Verdict:
    """What a run found; `leaks` are sentences that name surface, viewer and text."""

    seed: int
    checks: int = 0
    leaks: list[str] = field(default_factory=list)
    surfaces: set[str] = field(default_factory=set)

    def as_json(self) -> dict[str, int]:
        """The figures that `greenroom oracle --json` prints."""
        return {"checks": self.checks, "leaks": len(self.leaks), "surfaces": len(self.surfaces), "seed": self.seed}


def allowed(world: World, viewer: int | None, kind: str, key: int) -> bool:
    """Whether the viewer may find this text anywhere."""
    if (kind, key) in world.owned:
        return world.owned[kind, key] == viewer
    match kind:
        case "report":  # its words: for whoever made it, and for hosts whom it is not about
            reporter, about = world.reported[key]
            return viewer == reporter or (viewer in world.hosts and viewer != about)
        case "post" if key in world.taken_down:  # its author alone, who must know which one it was
            return viewer in world.taken_down[key]
        case "post":
            return may_see(viewer, world.facts.items[key], world.facts)
        case "draft":
            return world.draft_owner[key] == viewer
        case "circle":  # its name; who was listed once has known it, and keeps their own words from then
            return viewer in world.once_in_circle[key]
    raise ValueError(kind)


def read_surface(world: World, surface: Surface, eyes: Eyes, verdict: Verdict) -> None:
    """Read one surface as one viewer and compare what it carries with the policy."""
    for reading in surface.read(world, eyes):
        verdict.checks += len(reading.decides)
        for kind, key in sorted(world.canaries.in_text(reading.words)):
            if not allowed(world, eyes.viewer, kind, key):
                name = world.handles[eyes.viewer] if eyes.viewer else "a guest"
                verdict.leaks.append(f"{surface.name}: {name} finds {kind} {key} at {reading.where}")
    verdict.surfaces.add(surface.name)


def read_everything(world: World, surfaces: list[Surface], verdict: Verdict, enough: "Enough") -> None:
    """Every surface as every viewer; the browser of somebody suspended is a guest's."""
    settle(world)
    crowd = everybody(world)
    viewers = [None, *world.people]
    world.rng.shuffle(viewers)
    for viewer in viewers:
        for surface in surfaces:
            read_surface(world, surface, crowd.eyes[viewer], verdict)
            if enough.reached(verdict):
                return


@dataclass
class Enough:
    """When to stop: after so many checks or so many seconds; a defect's test stops at the first leak."""

    checks: int | None = None
    seconds: float | None = None
    first_leak: bool = False
    started: float = field(default_factory=time.monotonic)

    def reached(self, verdict: Verdict) -> bool:
        """Whether the run may end."""
        if self.first_leak and verdict.leaks:
            return True
        if self.checks is not None and verdict.checks >= self.checks:
            return True
        return self.seconds is not None and time.monotonic() - self.started >= self.seconds


def grow(world: World, steps: int, verdict: Verdict) -> None:
    """Move, and play every scene; a verb that widened something is a leak by itself."""
    for _ in range(steps):
        moves.step(world)
    scenes.play(world)
    verdict.leaks += [f"widened: {sentence}" for sentence in world.widened]
    world.widened.clear()


def run(seed: int, enough: Enough, surfaces: list[Surface] | None = None) -> Verdict:
    """World after world until there is enough; the same seed grows the same worlds.

    Each world is rolled back before the next: figures of one must not count what another said.
    """
    verdict = Verdict(seed)
    number = 0
    while not enough.reached(verdict):
        with transaction.atomic():
            live_through(found(seed * 1000 + number, datetime.now(UTC)), surfaces or SURFACES, verdict, enough)
            transaction.set_rollback(True)
        number += 1
    return verdict


def live_through(world: World, surfaces: list[Surface], verdict: Verdict, enough: Enough) -> None:
    """Grow a world and read it, again and again."""
    for steps in (STEPS, *[MORE_STEPS] * (ROUNDS - 1)):
        grow(world, steps, verdict)
        read_everything(world, surfaces, verdict, enough)
        if enough.reached(verdict):
            return
