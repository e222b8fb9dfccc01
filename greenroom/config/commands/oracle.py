"""`greenroom oracle`: grow random worlds and try to read what should not be readable."""

import argparse
import json
import logging
import random
import sys
import tempfile
from pathlib import Path

from greenroom.config.amounts import at_least_one, lasting

EXAMPLES = """examples:
  greenroom oracle --checks 200000 --seed 7
  greenroom oracle --seconds 60 --json

The worlds are grown in a throwaway database beside the configured one; no row or file of yours is touched.
A check is one (viewer, post, surface). The exit code is 1 when anything leaked."""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long, from which number, and how to print."""
    parser.add_argument("--checks", type=at_least_one, help="stop after this many checks (default 200000)")
    parser.add_argument("--seconds", type=lasting, help="stop after this many seconds instead")
    parser.add_argument("--seed", type=int, help="the number from which everything follows (default: random)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Run in a throwaway database and print what was found."""
    from django.test.utils import override_settings, setup_databases, teardown_databases

    from greenroom.testing.oracle import run as oracle

    seed = arguments.seed if arguments.seed is not None else random.randrange(1_000_000)  # noqa: S311
    checks = arguments.checks or (None if arguments.seconds is not None else 200_000)
    quiet_the_logs()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(**everything_in(Path(folder))):
            verdict = oracle.run(seed, oracle.Enough(checks=checks, seconds=arguments.seconds))
    finally:
        teardown_databases(databases, verbosity=0)
    for leak in verdict.leaks[:50]:
        print(leak, file=sys.stderr)
    figures = verdict.as_json()
    sentence = "{checks} checks over {surfaces} surfaces, {leaks} leaks (seed {seed})".format(**figures)
    print(json.dumps(figures) if arguments.json else sentence)
    return 1 if verdict.leaks else 0


def everything_in(folder: Path) -> dict[str, object]:
    """Settings by which pictures and mail of the worlds stay among themselves."""
    return {"PICTURES_FOLDER": folder / "media", "MAIL_FOLDER": folder / "mail", "MAIL_HOST": ""}


def quiet_the_logs() -> None:
    """Thousands of requests are made: only the oracle's own ear keeps their lines."""
    for handler in logging.getLogger().handlers + logging.getLogger("greenroom").handlers:
        handler.setLevel(logging.CRITICAL)
