"""How many fetches one cause may set off: what is fetched must not be able to ask for ever more."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from greenroom.kit.http.errors import NotAllowed

MOST_FETCHES = 20

_left: ContextVar[list[int] | None] = ContextVar("fetches_left", default=None)


@contextmanager
def one_cause(most: int = MOST_FETCHES) -> Iterator[None]:
    """Everything fetched within belongs to one cause; each hop of a redirect counts. Causes inside share its number."""
    if _left.get() is not None:
        yield
        return
    token = _left.set([most])
    try:
        yield
    finally:
        _left.reset(token)


def count_one() -> None:
    """One more; raises `NotAllowed` when the cause has used all of its own."""
    left = _left.get()
    if left is not None:
        if not left[0]:
            raise NotAllowed("too_many_fetches")
        left[0] -= 1
