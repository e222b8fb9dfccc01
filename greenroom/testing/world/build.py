"""Builds the demo world: the same people and words each time, with times that end now."""

from datetime import datetime

from django.db import connection, transaction

from greenroom.kit import worker
from greenroom.testing.world import bonds, clock, performance, settling
from greenroom.testing.world.stage import Stage


def build(*, now: datetime) -> Stage:
    """Bring the whole world into an empty, migrated database and do the work that follows from it."""
    stage = Stage(anchor=clock.working_moment(now))
    with without_waiting_for_the_disk():
        with transaction.atomic():
            settling.settle(stage)
        worker.work_off(stage.anchor)  # houses get their audiences
        with transaction.atomic():
            bonds.follow_each_other(stage)
            performance.play(stage)
            bonds.keep_distance(stage)
            bonds.fill_drawers(stage)
            bonds.look_around(stage, list(stage.people.values()))
        worker.work_off(stage.anchor)
    return stage


class without_waiting_for_the_disk:  # noqa: N801 - reads as a phrase
    """SQLite does not wait for the disk inside: a world that is lost in a power cut is built again."""

    def __enter__(self) -> None:
        self._tell("OFF")

    def __exit__(self, *error: object) -> None:
        self._tell("FULL")

    def _tell(self, level: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={level}")
