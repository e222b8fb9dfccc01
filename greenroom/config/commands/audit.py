"""`greenroom audit verify`: walk the audit chain and name every place that does not hold."""

import argparse
import json
from dataclasses import asdict

EXAMPLES = """examples:
  greenroom audit verify           one line per fault; the exit code is 1 when there is one
  greenroom audit verify --json    {"entries", "head", "faults": [{"sequence", "what"}]}

A chain shows what was altered, dropped or shuffled. Only a witness outside shows that somebody put
the whole database of last week back; compare the head with one that you noted elsewhere."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one thing there is to do, and how to say what was found."""
    parser.add_argument("what", choices=["verify"], help="verify: check every entry against the one before it")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Verify and print; 0 when the chain holds."""
    from greenroom.kit import audit

    verdict = audit.verify()
    if arguments.json:
        print(json.dumps(asdict(verdict)))
    else:
        for fault in verdict.faults:
            print(f"entry {fault.sequence}: {fault.what}")
        state = "holds" if not verdict.faults else f"{len(verdict.faults)} faults"
        print(f"{verdict.entries} entries, {state}, head {verdict.head[:16] or 'none'}")
    return 1 if verdict.faults else 0
