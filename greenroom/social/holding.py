"""Desks that hold what somebody says until they release it; without a desk nothing is held."""

from typing import Protocol

from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience

LONGEST_NAME = 40


class Check(Protocol):
    """Asked before anything comes out; it reads and decides, and writes nothing."""

    def __call__(self, *, author: Identity, audience: Audience, by: Person) -> str | None:
        """The name of the desk that holds this, or None."""


_checks: list[Check] = []


def register(check: Check) -> None:
    """Let a desk hold what is said, from the start of the program on; refuses the same check a second time."""
    if check in _checks:
        raise ValueError("This check is registered already.")
    _checks.append(check)


def unregister(check: Check) -> None:
    """The desk holds nothing any more."""
    _checks.remove(check)


def desk_of(*, author: Identity, audience: Audience, by: Person) -> str | None:
    """The first desk that holds this; None when it may come out."""
    names = (check(author=author, audience=audience, by=by) for check in _checks)
    return next((name[:LONGEST_NAME] for name in names if name), None)
