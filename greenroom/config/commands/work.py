"""`greenroom work`: do the work that waits."""

import argparse

EXAMPLES = """examples:
  greenroom work                 until it is stopped; several may run beside one another
  greenroom work --once          what is due now, then return
  greenroom work --failed        show what was given up
  greenroom work --try-again     open what was given up once more"""
NEEDS_DJANGO = True


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
    from greenroom.kit.stopping import work_until_stopped

    if arguments.failed:
        return show_failed()
    if arguments.try_again:
        print(worker.try_again(timezone.now()))
    elif arguments.once:
        print(worker.work_off(timezone.now()))
    else:
        work_until_stopped()
    return 0


def show_failed() -> int:
    """One line for each errand that was given up."""
    from greenroom.kit.models import Errand

    failed = Errand.objects.filter(state=Errand.State.FAILED).order_by("finished_at")
    for errand in failed:
        print(f"{errand.finished_at:%Y-%m-%d %H:%M} {errand.pk} {errand.duty}: {errand.last_error}")
    return 1 if failed else 0
