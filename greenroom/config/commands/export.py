"""`greenroom export`: all that is stored about somebody, in one file."""

import argparse
import json
import sys
from pathlib import Path

EXAMPLES = """examples:
  greenroom export ida ida.zip             all that is stored about Ida, as pages and as JSON; a line for each kind
  greenroom export skerrow skerrow.zip     what is the organisation's own, not its members' private things
  greenroom export ida ida.zip --json      {"file", "handle", "rows": {"posts": 12, ...}}

The file holds what the person may read at this moment, and no password, key or token. Whoever has it has all of
that: give it to nobody else."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument("handle", metavar="HANDLE", help="of a person or an organisation")
    parser.add_argument("file", metavar="FILE", type=Path, help="where the archive goes; one that is there is replaced")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Write it and print how much there is of each kind; 1 when nobody has the handle."""
    from django.utils import timezone

    from greenroom.exports import archive
    from greenroom.people import queries
    from greenroom.people.models import Identity

    identity = queries.identity_by_handle(arguments.handle, include_suspended=True)
    if identity is None or identity.kind == Identity.Kind.CIRCLE:
        print(f"greenroom export: nobody is called @{arguments.handle.removeprefix('@')}.", file=sys.stderr)
        return 1
    counts = archive.write(archive.contents_of(identity), arguments.file, now=timezone.now())
    if arguments.json:
        print(json.dumps({"file": str(arguments.file), "handle": identity.handle, "rows": counts}))
    else:
        print("\n".join(f"{number:>8}  {key}" for key, number in counts.items()))
        print(f"{arguments.file} is written: {arguments.file.stat().st_size:,} bytes.")
    return 0
