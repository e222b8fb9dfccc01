"""`greenroom outside`: whether anything leaves the house, and the switch."""

import argparse

EXAMPLES = """examples:
  greenroom outside              say whether mail, pushes and requests to others go out
  greenroom outside --hold       let everything wait, say before a move to another machine
  greenroom outside --release    let it go out, what has waited too

A restored site is held: its original may still run, and would have sent the same."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two directions of the switch."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--hold", action="store_true", help="nothing leaves the house")
    way.add_argument("--release", action="store_true", help="let it go out again")


def run(arguments: argparse.Namespace) -> int:
    """Turn the switch, or read it."""
    from django.utils import timezone

    from greenroom.kit import outside

    if arguments.hold:
        outside.hold(by=None, now=timezone.now())
    elif arguments.release:
        outside.release(by=None, now=timezone.now())
    print("Nothing leaves the house." if outside.is_held() else "Mail, pushes and requests to others go out.")
    return 0
