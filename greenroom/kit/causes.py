"""What caused the work in hand: the number of a request, which its errands carry on, so that logs can be followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_cause: ContextVar[str] = ContextVar("cause", default="")
LONGEST = 16  # characters


def present() -> str:
    """The number of the request that this work goes back to; empty where the clock or a command began it."""
    return _cause.get()


@contextmanager
def because_of(number: str) -> Iterator[None]:
    """Everything in the block goes back to this request."""
    before = _cause.set(number[:LONGEST])
    try:
        yield
    finally:
        _cause.reset(before)
