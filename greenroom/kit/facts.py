"""Facts: an action publishes what happened; listeners hear of it through rows, never through memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import msgspec
from django.db import transaction

from greenroom.kit import causes, errands
from greenroom.kit.models import Errand, Fact

EVENTS: dict[str, type["Event"]] = {}
LISTENERS: dict[str, list[errands.Duty]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of everything that can be published: a frozen dataclass of ids, flags, short words and times.

    A field that is added later needs a default, since older facts are read with it.
    """

    at: datetime

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = EVENTS.setdefault(cls.name(), cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"Two events are called {cls.name()}.")
        EVENTS[cls.name()] = cls  # `slots=True` makes the class a second time

    @classmethod
    def name(cls) -> str:
        """`social.PostPublished` for a class of the room `greenroom.social`."""
        room = cls.__module__.removeprefix("greenroom.").split(".", maxsplit=1)[0]
        return f"{room}.{cls.__name__}"


class Listener[E: Event](Protocol):
    """What hears an event: idempotent, and told the fact's number to be so."""

    __name__: str
    __module__: str

    def __call__(self, event: E, *, fact_id: int) -> None:
        """Do what follows."""


class OutsideTransactionError(RuntimeError):
    """A fact was published where nothing would take it back together with the deed."""


def publish(event: Event) -> Fact:
    """Write the fact and one errand per listener, in the transaction of the deed; refuses outside one."""
    if not in_a_deed():
        raise OutsideTransactionError(f"{event.name()} is published outside a transaction.")
    fact = Fact.objects.create(name=event.name(), at=event.at, body=msgspec.json.encode(event).decode())
    Errand.objects.bulk_create(
        Errand(duty=duty.name, fact=fact, outside=duty.outside, due_at=event.at, cause=causes.present())
        for duty in LISTENERS.get(event.name(), [])
    )
    return fact


def in_a_deed() -> bool:
    """Inside an atomic block of the program; the block around a test does not count."""
    blocks = transaction.get_connection().atomic_blocks
    return any(not getattr(block, "_from_testcase", False) for block in blocks)


def listens_to[E: Event](kind: type[E], *, outside: bool = False) -> Callable[[Listener[E]], Listener[E]]:
    """Register a handler. It runs in one transaction with the note that it is done.

    `outside=True` is for handlers that call somebody else's server: they run outside any
    transaction, in a lane of their own, and commit before and after the call themselves.
    """

    def remember(listener: Listener[E]) -> Listener[E]:
        def perform(errand: Errand, now: datetime) -> None:  # noqa: ARG001 - listeners know the event's time
            if errand.fact is None:
                raise errands.NobodyError(f"{errand.duty} needs a fact")
            listener(msgspec.json.decode(errand.fact.body, type=kind), fact_id=errand.fact.pk)

        duty = errands.register(errands.name_of(listener), perform, outside=outside)
        LISTENERS.setdefault(kind.name(), []).append(duty)
        return listener

    return remember


def facts_of[E: Event](kind: type[E]) -> list[E]:
    """All that was published of this kind, oldest first."""
    bodies = Fact.objects.filter(name=kind.name()).order_by("id").values_list("body", flat=True)
    return [msgspec.json.decode(body, type=kind) for body in bodies]
