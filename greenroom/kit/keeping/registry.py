"""What rooms say about their rows, so that keeping needs no word of theirs: filled when they start."""

from collections.abc import Callable, Iterable
from datetime import datetime

type Settle = Callable[[datetime], None]
type Faults = Callable[[], Iterable[str]]

LEFT_OUT: set[str] = {"django_migrations"}  # tables whose rows no backup holds
PICTURES: list[tuple[str, str]] = []  # table and column of every key of a picture's files
REMAKING: list[Callable[[], None]] = []  # what is made anew from the rows of a restored database
SETTLING: list[Settle] = []  # what a restored copy must not do a second time
INVARIANTS: dict[str, Faults] = {}  # what holds of every sound database, by its sentence


def leave_out(*tables: str) -> None:
    """Rows of these tables end with the installation: sessions, what is only kept for speed."""
    LEFT_OUT.update(tables)


def has_pictures(table: str, column: str) -> None:
    """The column names files of `kit.pictures`; empty where there are none."""
    PICTURES.append((table, column))


def remade(function: Callable[[], None]) -> Callable[[], None]:
    """Run after the rows are in: it builds what is derived and not carried."""
    REMAKING.append(function)
    return function


def settled(function: Settle) -> Settle:
    """Run in a restored copy before it may open: what would go outside again is marked, never sent."""
    SETTLING.append(function)
    return function


def invariant(sentence: str) -> Callable[[Faults], Faults]:
    """Register what must hold, in words; the function names each place where it does not."""

    def remember(function: Faults) -> Faults:
        if sentence in INVARIANTS:
            raise TypeError(f"Two invariants say: {sentence}")
        INVARIANTS[sentence] = function
        return function

    return remember
