"""`greenroom backup`: everything in one file, while the site runs."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """examples:
  greenroom backup /backups/greenroom.tar           one file, readable by its owner alone (mode 0600)
  greenroom backup /backups/greenroom.tar --json
  greenroom backup --verify /backups/greenroom.tar  restore it into a folder that is thrown away, and check everything
  greenroom backup --nightly                        as the worker does it: into GREENROOM_BACKUPS, kept 30 days

The file is a tar: a manifest with hashes and counts, every table as JSON lines of one moment, the files of pictures,
and the secret key where it lies in the data folder. Whoever has the file has everything: keep it as you keep the
site. It is the same from SQLite and from PostgreSQL, and is restored into either. Sessions are not in it.
A backup never replaces a file, and one that is stopped leaves none of that name."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, or what to prove."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the file to write")
    parser.add_argument("--verify", type=Path, metavar="FILE", help="prove a backup by restoring it in trial")
    parser.add_argument("--nightly", action="store_true", help="into GREENROOM_BACKUPS; clear away what is old")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Write, prove or both; 1 when it did not work, 2 when it is not said what to do."""
    from greenroom.config import proving

    chosen = [arguments.file is not None, arguments.verify is not None, arguments.nightly]
    if sum(chosen) != 1:
        print("greenroom backup: name one FILE, or --verify FILE, or --nightly.", file=sys.stderr)
        return 2
    try:
        said = _done(arguments)
    except proving.FailedError as error:
        print(json.dumps({"error": str(error)}) if arguments.json else f"greenroom: {error}", file=_way(arguments))
        return 1
    print(json.dumps(said) if arguments.json else said["sentence"])
    return 0


def _done(arguments: argparse.Namespace) -> dict[str, Any]:
    from greenroom.config import proving

    if arguments.nightly:
        return proving.by_night()
    if arguments.verify is not None:
        return proving.prove(arguments.verify.absolute())
    return proving.write(arguments.file.absolute())


def _way(arguments: argparse.Namespace) -> Any:
    return sys.stdout if arguments.json else sys.stderr
