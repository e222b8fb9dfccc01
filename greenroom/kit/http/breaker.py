"""A place that does not answer is left alone for a while, so that others do not wait for it."""

import threading
from dataclasses import dataclass

FAILURES = 5  # in a row, before a place rests
SHORTEST_REST, LONGEST_REST = 60.0, 3_600.0  # seconds; doubled each time the place still does not answer
MOST_PLACES = 1_000


@dataclass
class Trouble:
    """How often in a row a place did not answer, and until when it rests."""

    failures: int = 0
    rests_until: float = 0.0


class Breaker:
    """Remembers trouble per host, in this process alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._troubles: dict[str, Trouble] = {}

    def is_resting(self, host: str, now: float) -> bool:
        """Whether to leave the place alone. After its rest one request is let through, and the next rest begun."""
        with self._lock:
            trouble = self._troubles.get(host)
            if trouble is None or trouble.failures < FAILURES:
                return False
            if now < trouble.rests_until:
                return True
            trouble.rests_until = now + _rest(trouble.failures)
            return False

    def note_silence(self, host: str, now: float) -> None:
        """The place did not answer."""
        with self._lock:
            trouble = self._troubles.pop(host, None) or Trouble()
            trouble.failures += 1
            if trouble.failures >= FAILURES:
                trouble.rests_until = now + _rest(trouble.failures)
            self._troubles[host] = trouble
            while len(self._troubles) > MOST_PLACES:
                del self._troubles[next(iter(self._troubles))]

    def note_answer(self, host: str) -> None:
        """The place answered, whatever it said."""
        with self._lock:
            self._troubles.pop(host, None)

    def forget(self) -> None:
        """Every place gets a fresh start."""
        with self._lock:
            self._troubles.clear()


def _rest(failures: int) -> float:
    rest: float = min(SHORTEST_REST * 2 ** (failures - FAILURES), LONGEST_REST)
    return rest


BREAKER = Breaker()
