"""How much of a proof a command line asks for: none at all would prove nothing."""

import argparse


def at_least_one(typed: str) -> int:
    """A whole number above zero."""
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one, or nothing is proven")
    return number


def lasting(typed: str) -> float:
    """A time in seconds, above zero."""
    seconds = float(typed)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("a time above zero, in seconds")
    return seconds
