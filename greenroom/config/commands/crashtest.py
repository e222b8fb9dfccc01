"""`greenroom crashtest`: kill a running network again and again, and count what became of the words."""

import argparse
import json
import random
import sys

from greenroom.config.amounts import at_least_one, lasting

EXAMPLES = """examples:
  greenroom crashtest --kills 60 --trees 3
  greenroom crashtest --kills 1000 --trees 50 --seed 7 --json       the long run, about twenty minutes on two cores
  greenroom crashtest --kills 100000 --seconds 600 --mail folder    as many as fit into ten minutes, mail as files

A network is started in a folder of its own (with DATABASE_URL in a database of its own beside the configured one); no
row or file of yours is touched. People write posts and invitations into its forms over HTTP, and its processes are
killed (-9) at random moments and at named points. Afterwards everything that was acknowledged has to be there once,
whoever was named has to be told once, and every mail and push has to be out once or be marked unknown.
The exit code is 1 when anything is missing, doubled or broken."""
NEEDS_DJANGO = False  # the processes that it starts do
SENTENCE = (
    "{kills} kills, {trees} trees, {acknowledged} acknowledged: {lost} lost, {doubled} doubled; "
    "notices {notices_missing} missing, {notices_doubled} doubled; "
    "mails {mails_missing} missing, {mails_doubled} doubled, {mails_unknown} unknown; "
    "pushes {pushes_missing} missing, {pushes_doubled} doubled, {pushes_unknown} unknown "
    "(seed {seed}, {seconds} s)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many deaths, from which number, and how to print."""
    parser.add_argument("--kills", type=at_least_one, default=100, help="deaths of serve and work (100)")
    parser.add_argument("--trees", type=int, default=5, help="deaths of the whole process tree beside them (5)")
    parser.add_argument("--seconds", type=lasting, help="end after so long, however many there were")
    parser.add_argument("--mail", choices=["server", "folder"], default="server", help="where mail goes (server)")
    parser.add_argument("--seed", type=int, help="the number from which the choices follow (default: random)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Run it and print what was found."""
    from greenroom.testing.crash import run as crash

    seed = arguments.seed if arguments.seed is not None else random.randrange(1_000_000)  # noqa: S311
    plan = crash.Plan(
        kills=arguments.kills, trees=arguments.trees, seed=seed, mail=arguments.mail, seconds=arguments.seconds
    )
    found = crash.run(plan)
    wrong = crash.faults(found)
    last_words = str(found.pop("last_words"))
    print(json.dumps(found) if arguments.json else SENTENCE.format(**found))
    if wrong:
        print(f"greenroom: {', '.join(f'{name} {number}' for name, number in wrong.items())}", file=sys.stderr)
        print(last_words, file=sys.stderr)
    return 1 if wrong else 0
