"""Time-ordered 63-bit ids: `unix_ms << 16 | tail`, the tail random so that a gap tells nobody anything."""

import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime

TAIL_BITS = 16
CROWDED = 1 << TAIL_BITS - 1  # half of a millisecond's tails are taken: go on in the next
REMEMBERED = 256  # milliseconds whose tails this process remembers

_issued: OrderedDict[int, set[int]] = OrderedDict()
_lock = threading.Lock()


def id_at(moment: datetime) -> int:
    """A new id for something that happened at `moment` (aware); stays within 63 bits until the year 6429.

    One process never gives the same id twice for moments close to one another in its work, however
    many share one: an import or a test may make thousands at a single `now`.
    """
    milliseconds = max(int(moment.timestamp() * 1000), 0)
    with _lock:
        while len(tails := _issued.setdefault(milliseconds, set())) >= CROWDED:
            milliseconds += 1
        while (tail := secrets.randbits(TAIL_BITS)) in tails:
            pass
        tails.add(tail)
        _issued.move_to_end(milliseconds)
        if len(_issued) > REMEMBERED:
            _issued.popitem(last=False)
    return milliseconds << TAIL_BITS | tail


def new_id() -> int:
    """A new id for something that happens now."""
    return id_at(datetime.now(UTC))


def first_id_at(moment: datetime) -> int:
    """The lowest id that something at `moment` can have: a bound for "since" and "until"."""
    return max(int(moment.timestamp() * 1000), 0) << TAIL_BITS


def moment_of(number: int) -> datetime:
    """When the id was made, to the millisecond."""
    return datetime.fromtimestamp((number >> TAIL_BITS) / 1000, UTC)
