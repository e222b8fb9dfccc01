"""What the clock starts: a function that runs once per interval, however many workers there are."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from greenroom.kit import causes, errands
from greenroom.kit.models import Clock, Errand

INTERVALS: dict[str, timedelta] = {}


class Task(Protocol):
    """What the clock starts: idempotent, and told what time it is."""

    __name__: str
    __module__: str

    def __call__(self, now: datetime) -> None:
        """Do what is due."""


def every(interval: timedelta, *, outside: bool = False) -> Callable[[Task], Task]:
    """Run the function each `interval`, for the first time one interval after a worker first sees it.

    Strokes that were missed while no worker ran are made up for by one run, not by many, and
    a run that has not finished is not started a second time. `outside` as with `facts.listens_to`.
    """

    def remember(task: Task) -> Task:
        def perform(errand: Errand, now: datetime) -> None:  # noqa: ARG001 - a task knows no errand
            task(now)

        duty = errands.register(errands.name_of(task), perform, outside=outside)
        INTERVALS[duty.name] = interval
        return task

    return remember


def strike(now: datetime) -> int:
    """Write an errand for each task whose time has come; returns how many.

    One query while nothing is due. Two workers may call it at the same moment: one moves the hand.
    """
    hands = dict(Clock.objects.values_list("duty", "next_at"))
    wind_up([duty for duty in INTERVALS if duty not in hands], now)
    due = [(duty, at) for duty, at in hands.items() if duty in INTERVALS and at <= now]
    return sum(_strike_one(duty, at, now) for duty, at in due)


def wind_up(duties: Iterable[str], now: datetime) -> None:
    """Set the clock of tasks that no worker has seen before."""
    clocks = [Clock(duty=duty, next_at=now + INTERVALS[duty]) for duty in duties]
    if clocks:
        Clock.objects.bulk_create(clocks, ignore_conflicts=True)


def soon(task: Task, *, key: str, now: datetime) -> None:
    """Let a task run as soon as a worker can, beside its clock; of runs under one open key there is one.

    Part of the caller's transaction.
    """
    duty = errands.DUTIES[errands.name_of(task)]
    errand = Errand(duty=duty.name, key=key, outside=duty.outside, due_at=now, cause=causes.present())
    Errand.objects.bulk_create([errand], ignore_conflicts=True)


@transaction.atomic
def _strike_one(duty: str, at: datetime, now: datetime) -> bool:
    missed = (now - at) // INTERVALS[duty]
    next_at = at + (missed + 1) * INTERVALS[duty]
    if not Clock.objects.filter(duty=duty, next_at=at).update(next_at=next_at):
        return False  # another worker was faster
    errand = Errand(duty=duty, key="clock", outside=errands.DUTIES[duty].outside, due_at=now)
    Errand.objects.bulk_create([errand], ignore_conflicts=True)  # unless the last run still goes on
    return True
