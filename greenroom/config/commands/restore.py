"""`greenroom restore`: a folder and a database from a backup."""

import argparse
import json
import sys
from pathlib import Path

from greenroom.config import supervisor

EXAMPLES = """examples:
  greenroom restore /backups/greenroom-2026-03-02.tar --into /srv/greenroom
  DATABASE_URL=postgres://greenroom@localhost/empty greenroom restore BACKUP --into /srv/greenroom
  greenroom restore BACKUP --into /srv/greenroom --erasures /elsewhere/erasures.jsonl
  greenroom restore BACKUP --into /tmp/look --json

The archive is checked to the byte before anything is written. The folder must be empty or new, and so must the
database where DATABASE_URL names one; a backup of SQLite goes into PostgreSQL and the other way round. A restore that
is stopped leaves nothing that opens: run it again, it begins anew.

Who was erased after the backup was made is in it still: --erasures erases them again before anything can open.
Everybody signs in again. Mail and pushes that waited when the backup was made are marked unknown, since the original
may have sent them, and nothing leaves the restored site until you say so: greenroom outside --release.
The archive's secret key is written where it was in the data folder; with SECRET_KEY in the environment, set the same.
The exit code is 1 when the archive is refused or something in it does not hold. Such a site had the fault before it was
backed up: with --anyway it is restored all the same, and what does not hold is said."""
NEEDS_DJANGO = False  # the folder must be known before the settings are read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From what, and whereto."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="the data folder: empty or new")
    parser.add_argument("--release", action="store_true", help="let mail and pushes go out from the start")
    parser.add_argument("--erasures", type=Path, metavar="LOG", help="erase again whoever this log names")
    parser.add_argument("--anyway", action="store_true", help="open it although something in it does not hold")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Restore; 1 when it is refused, 3 when somebody else works on the folder."""
    from greenroom.config.rebuilding import Order, rebuild
    from greenroom.kit.keeping.unfit import UnfitError

    order = Order(
        arguments.file.resolve(),
        arguments.into.absolute(),
        release=arguments.release,
        erasures=arguments.erasures,
        anyway=arguments.anyway,
    )
    try:
        said = rebuild(order)
    except UnfitError as error:
        return _refused(str(error), 1, as_json=arguments.json)
    except supervisor.FolderInUseError as error:
        return _refused(str(error), supervisor.RUNS_ALREADY, as_json=arguments.json)
    if arguments.json:
        print(json.dumps(said))
    else:
        print(SENTENCE.format(**said, holding=FAULTY if said["faults"] else SOUND))
        for fault in said["faults"]:
            print(f"  {fault}", file=sys.stderr)
    return 0


SOUND = "hashes, counts, keys, audit chain and invariants hold."
FAULTY = "hashes, counts and keys hold; what does not:"
SENTENCE = (
    "Restored {rows} rows of {tables} tables and {pictures} files of pictures, made at {made_at} by Greenroom "
    "{greenroom}, into {folder} in {seconds} s: {holding}"
)


def _refused(sentence: str, code: int, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": sentence}))
    else:
        print(f"greenroom: {sentence}", file=sys.stderr)
    return code
