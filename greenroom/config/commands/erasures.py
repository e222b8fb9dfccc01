"""`greenroom erasures`: the erasure log."""

import argparse
import json

EXAMPLES = """examples:
  greenroom erasures               one line for each: when, certificate, how many rows
  greenroom erasures --json        JSON lines as 'erasures.jsonl' in the data folder has them:
                                   {"certificate", "identity", "at", "rows"}

A restored database knows people still who were erased since it was saved. Keep the log apart from your backups;
'greenroom restore --erasures' erases them again before anybody can sign in."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to print it."""
    parser.add_argument("--json", action="store_true", help="answer with JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """Print what the database knows, oldest first."""
    from greenroom.exports import erasure_log

    for line in erasure_log.lines():
        said = json.loads(line)
        print(line if arguments.json else f"{said['at']}  {said['certificate']}  {sum(said['rows'].values())} rows")
    return 0
