"""Deadlines as rows: when something is due, what happens then, and to what."""

from datetime import datetime
from typing import Any, Protocol

import msgspec
from django.utils import timezone

from greenroom.kit import causes, errands
from greenroom.kit.models import Errand

type Payload = dict[str, Any]


class Ending(Protocol):
    """What happens when time is up: idempotent, and careful that the world may have moved on."""

    __name__: str
    __module__: str

    def __call__(self, payload: Payload, *, now: datetime) -> None:
        """Expire, remind or release."""


def falls_due(ending: Ending) -> Ending:
    """Register what happens at a deadline; it runs in one transaction with the note that it is done."""

    def perform(errand: Errand, now: datetime) -> None:
        ending(msgspec.json.decode(errand.payload), now=now)

    errands.register(errands.name_of(ending), perform)
    return ending


def set_deadline(ending: Ending, *, key: str, due_at: datetime, payload: Payload | None = None) -> None:
    """Let `ending` happen at `due_at`; a deadline already open under this key moves there.

    Part of the caller's transaction. `payload` holds ids and times, never names or addresses.
    """
    duty = errands.DUTIES[errands.name_of(ending)]
    body = msgspec.json.encode(payload or {}).decode()
    fresh = Errand(duty=duty.name, key=key, payload=body, due_at=due_at, outside=duty.outside, cause=causes.present())
    Errand.objects.bulk_create([fresh], ignore_conflicts=True)
    open_ones = Errand.objects.filter(duty=duty.name, key=key, finished_at__isnull=True)
    open_ones.update(due_at=due_at, payload=body, state=Errand.State.WAITING, attempts=0)


def lift(ending: Ending, *, key: str, now: datetime | None = None) -> bool:
    """The deadline no longer applies; false when none was open."""
    open_ones = Errand.objects.filter(duty=errands.name_of(ending), key=key, finished_at__isnull=True)
    return bool(open_ones.update(state=Errand.State.LIFTED, finished_at=now or timezone.now()))
