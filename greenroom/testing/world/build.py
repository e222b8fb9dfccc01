"""Builds the demo world: the same people and words each time, with times that end now."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from greenroom.kit import worker
from greenroom.testing.world import bonds, clock, notices, pages, performance, questions, settling, shelves, studio
from greenroom.testing.world.stage import Stage


def build(*, now: datetime) -> Stage:
    """Bring the whole world into an empty, migrated database and do the work that follows from it."""
    stage = Stage(anchor=clock.working_moment(now))
    with in_haste(), studio.open_studio():
        with transaction.atomic():
            settling.settle(stage)
            studio.hang_faces(stage)
        worker.work_off(stage.anchor)  # houses get their audiences
        with transaction.atomic():
            bonds.follow_each_other(stage)
            questions.listen(stage)
            performance.play(stage)
            questions.ask(stage)
            questions.put_first(stage)
            bonds.keep_distance(stage)
            bonds.name_their_tags(stage)
            bonds.fill_drawers(stage)
            questions.schedule(stage)
            shelves.fill(stage)
            shelves.complain(stage)
            bonds.look_around(stage, list(stage.people.values()))
            notices.choose(stage)
        with pages.within_reach():
            worker.work_off(stage.anchor)
    return stage


@contextmanager
def in_haste() -> Iterator[None]:
    """SQLite does not wait for the disk, Python does not look for garbage: a world that is lost is built again."""
    gc.disable()
    tell_sqlite("OFF")
    try:
        yield
    finally:
        tell_sqlite("FULL")
        gc.enable()


def tell_sqlite(level: str) -> None:
    """How far a commit waits for the disk; nothing on another database."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={level}")
