"""Duties: the functions that errands call, known by name so that a row can name them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greenroom.kit.models import Errand

type Perform = Callable[[Errand, datetime], None]


@dataclass(frozen=True)
class Duty:
    """A function for errands. One that goes `outside` makes its own commits around a foreign call."""

    name: str
    perform: Perform
    outside: bool


DUTIES: dict[str, Duty] = {}


class NobodyError(LookupError):
    """An errand names a duty that this version of the program does not have."""


def name_of(function: Callable[..., Any]) -> str:
    """`social.handlers.tell_the_mentioned` for a function of `greenroom.social.handlers`."""
    return f"{function.__module__.removeprefix('greenroom.')}.{function.__name__}"


def register(name: str, perform: Perform, *, outside: bool = False) -> Duty:
    """Make a duty known; a name belongs to one function alone."""
    duty = Duty(name=name, perform=perform, outside=outside)
    if name in DUTIES:
        raise TypeError(f"Two duties are called {name}.")
    DUTIES[name] = duty
    return duty


def duty_of(errand: Errand) -> Duty:
    """The duty that the row names; refuses with `NobodyError` when there is none."""
    try:
        return DUTIES[errand.duty]
    except KeyError:
        raise NobodyError(errand.duty) from None
