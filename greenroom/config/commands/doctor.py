"""`greenroom doctor`: what is wrong on this machine, and what mends it."""

import argparse
import json
from dataclasses import asdict

EXAMPLES = """examples:
  greenroom doctor          a line for each thing that is wrong, and the mend below it
  greenroom doctor --json   {"checks", "findings": [{"code", "found", "mend"}]}

It needs no running server, changes nothing, and asks nobody outside. The exit code is 1 when something is wrong.
The same stands on the pages: Host - Health. All codes: docs/hosting/doctor.md."""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to answer."""
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything and print what was found."""
    from django.utils import timezone

    from greenroom.kit import doctor

    findings = doctor.examine(timezone.now())
    if arguments.json:
        print(json.dumps({"checks": len(doctor.CHECKS), "findings": [asdict(one) for one in findings]}))
    else:
        for one in findings:
            print(f"{one.code}: {one.found}\n    {one.mend}")
        print(f"{len(doctor.CHECKS)} checks, {len(findings) or 'nothing'} wrong.")
    return 1 if findings else 0
