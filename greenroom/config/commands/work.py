"""`greenroom work`: do the work that waits."""

import argparse
import logging
import signal
import threading
from types import FrameType

EXAMPLES = """examples:
  greenroom work                 until it is stopped; several may run beside one another
  greenroom work --once          what is due now, then return
  greenroom work --failed        show what was given up
  greenroom work --try-again     open what was given up once more"""
NEEDS_DJANGO = True

PATIENCE = 2.0  # seconds that an errand in hand may still take after the request to stop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do instead of working until stopped."""
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--once", action="store_true", help="do what is due now and return")
    instead.add_argument("--failed", action="store_true", help="list the errands that were given up")
    instead.add_argument("--try-again", action="store_true", help="open the errands that were given up once more")


def run(arguments: argparse.Namespace) -> int:
    """Work; the result is 1 where `--failed` finds something, else 0."""
    from django.utils import timezone

    from greenroom.kit import worker

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    if arguments.failed:
        return show_failed()
    if arguments.try_again:
        print(worker.try_again(timezone.now()))
    elif arguments.once:
        print(worker.work_off(timezone.now()))
    else:
        until_stopped()
    return 0


def show_failed() -> int:
    """One line for each errand that was given up."""
    from greenroom.kit.models import Errand

    failed = Errand.objects.filter(state=Errand.State.FAILED).order_by("finished_at")
    for errand in failed:
        print(f"{errand.finished_at:%Y-%m-%d %H:%M} {errand.pk} {errand.duty}: {errand.last_error}")
    return 1 if failed else 0


def until_stopped() -> None:
    """Work until SIGTERM or SIGINT; an errand that then takes longer than `PATIENCE` is given back."""
    from greenroom.kit import worker

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
