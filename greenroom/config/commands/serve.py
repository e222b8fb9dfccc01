"""`greenroom serve`: serve pages."""

import argparse
import os
import sys

EXAMPLES = """examples:
  greenroom serve
  greenroom serve --port 8080
  greenroom serve --host 0.0.0.0       behind a proxy on another machine; set GREENROOM_URL too

'greenroom up' does this and the work that waits in one process tree."""
NEEDS_DJANGO = False  # the port is a setting: it must be known before the settings are read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="port (PORT, 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--wait-for", type=int, help=argparse.SUPPRESS)  # a pipe; `up` says when to begin


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; 4 when the port is taken."""
    from greenroom.config.serving import TAKEN, is_taken

    os.environ["PORT"] = str(arguments.port)
    if is_taken(arguments.host, arguments.port):
        print(f"greenroom: port {arguments.port} is taken; choose another with --port.", file=sys.stderr)
        return TAKEN
    import django

    django.setup()
    from greenroom.config.serving import serve

    return serve(arguments.host, arguments.port, waits_for=arguments.wait_for)
