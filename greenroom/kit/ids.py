"""Time-ordered 63-bit ids: `unix_ms << 16 | tail`, the tail random so that a gap tells nobody anything."""

import secrets
from datetime import UTC, datetime

TAIL_BITS = 16


def id_at(moment: datetime) -> int:
    """A new id for something that happened at `moment` (aware); stays within 63 bits until the year 6429."""
    milliseconds = int(moment.timestamp() * 1000)
    return max(milliseconds, 0) << TAIL_BITS | secrets.randbits(TAIL_BITS)


def new_id() -> int:
    """A new id for something that happens now."""
    return id_at(datetime.now(UTC))


def first_id_at(moment: datetime) -> int:
    """The lowest id that something at `moment` can have: a bound for "since" and "until"."""
    return max(int(moment.timestamp() * 1000), 0) << TAIL_BITS


def moment_of(number: int) -> datetime:
    """When the id was made, to the millisecond."""
    return datetime.fromtimestamp((number >> TAIL_BITS) / 1000, UTC)
