"""Stopping in time: what a worker does between the request to stop and its end."""

import signal
import threading
from types import FrameType

from greenroom.kit import worker

PATIENCE = 1.5  # seconds that an errand in hand may still take after the request to stop


def work_until_stopped() -> None:
    """Work until SIGTERM or SIGINT; an errand that then takes longer than `PATIENCE` is given back.

    Runs in the main thread of its process, since only there signals arrive.
    """
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)

    def insist(_number: int, _frame: FrameType | None) -> None:
        raise worker.InterruptedWork

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGALRM, insist)
    worker.run(stop)
    signal.setitimer(signal.ITIMER_REAL, 0)
