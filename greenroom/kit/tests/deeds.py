"""Events and duties that exist in tests alone; their effects are rows that can be counted."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from greenroom.kit.deadlines import falls_due
from greenroom.kit.facts import Event, listens_to, publish
from greenroom.kit.models import Move
from greenroom.kit.tasks import every


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    """Somebody rang; two listen."""

    bell_id: int
    note: str = ""
    heard_by: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class DoorShut(Event):
    """A door fell shut; nobody listens."""

    door_id: int


class Mood:
    """What the handlers of the tests should do; set by a test, mended by its fixture."""

    fails = 0
    on_answer = None


def effect(kind: str, number: int, now: datetime) -> None:
    """A row that can be counted: a second one shows that something was done twice."""
    Move.objects.create(machine=kind, object_id=number, to_state="done", role="test", at=now)


def effects(kind: str) -> list[int]:
    """What was done, in order."""
    return list(Move.objects.filter(machine=kind).order_by("id").values_list("object_id", flat=True))


@listens_to(BellRang)
def answer(event: BellRang, *, fact_id: int) -> None:
    effect("answer", event.bell_id, event.at)
    if Mood.on_answer:
        Mood.on_answer(event)
    if Mood.fails > 0:
        Mood.fails -= 1
        raise ValueError("the secret is 4711")


@listens_to(BellRang)
def write_down(event: BellRang, *, fact_id: int) -> None:
    effect("written", event.bell_id, event.at)


@every(timedelta(hours=1))
def wind_the_clock(now: datetime) -> None:
    effect("wound", int(now.timestamp()), now)


@falls_due
def take_back(payload: dict, *, now: datetime) -> None:
    effect("taken back", payload["key_id"], now)


@transaction.atomic
def ring(bell_id: int, now: datetime) -> None:
    """The deed."""
    publish(BellRang(at=now, bell_id=bell_id))


@transaction.atomic
def taken_back(deed) -> None:
    """The deed, in a transaction that ends badly."""
    deed()
    raise RuntimeError
