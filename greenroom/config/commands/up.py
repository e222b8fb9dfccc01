"""`greenroom up`: migrate, serve pages and do the work in one process tree."""

import argparse
import os
from pathlib import Path

from greenroom.config import env

EXAMPLES = """examples:
  greenroom up                                  data in ./data, pages on http://localhost:8000
  GREENROOM_DATA=/srv/greenroom greenroom up --port 8080
  DATABASE_URL=postgres://greenroom@localhost/greenroom greenroom up

On an empty folder it prints a code: the first visitor enters it and becomes the owner of the network.
Ctrl-C or SIGTERM stops everything within four seconds."""
NEEDS_DJANGO = False  # the supervisor stays small: only its children load Django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help="port (PORT, 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")


def run(arguments: argparse.Namespace) -> int:
    """Run until asked to stop; 3 when another process tree holds the folder, 4 when the port is taken."""
    from greenroom.config import supervisor

    os.environ["PORT"] = str(arguments.port)
    folder = Path(os.environ.get("GREENROOM_DATA") or "data").resolve()
    return supervisor.keep_up(folder, arguments.host, arguments.port)
