"""`greenroom serve`: serve pages."""

import argparse
import os
import sys

from greenroom.config import env

EXAMPLES = """examples:
  greenroom serve
  greenroom serve --port 8080
  greenroom serve --host 0.0.0.0       behind a proxy on another machine; set GREENROOM_URL too

'greenroom up' does this and the work that waits in one process tree."""
NEEDS_DJANGO = False  # the port is a setting: it must be known before the settings are read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help="port (PORT, 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--opening-code", action="store_true", help="print the code that opens an empty network")


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; 4 when the port is taken, 5 when the database is not at this version."""
    from greenroom.config.supervisor import TAKEN, answers

    os.environ["PORT"] = str(arguments.port)
    if answers(arguments.host, arguments.port):
        print(f"greenroom: port {arguments.port} is taken; choose another with --port.", file=sys.stderr)
        return TAKEN
    import gc

    import django

    gc.disable()  # loading makes next to no rubbish; looking for it costs a tenth of the start
    django.setup()
    from greenroom.config.serving import serve

    return serve(arguments.host, arguments.port, opening_code=arguments.opening_code)
