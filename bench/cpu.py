"""CPU of a signed-in home page of 20 posts against the smallest signed-in page, through the same server.

    .venv/bin/python bench/cpu.py [--data FOLDER] [--requests 300] [--person HANDLE]     prints one JSON object

Both pages pass the whole middleware with the same session; the smallest one is `/healthz`, whose view
says "ok": what remains is the way in and out, with the person known.
Target: at most 30 times.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import tree

from greenroom.testing.crash.tree import family, free_port

TARGET = 30
SMALLEST = "/healthz"
SIGN_IN = """
import django; django.setup()
import time
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from greenroom.people import sessions
from greenroom.people.models import Person
person = Person.objects.get(identity__handle="{handle}")
store = import_module(settings.SESSION_ENGINE).SessionStore()
store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store[sessions.KEY] = time.time()  # or a host's session would be over
store["demo_persona"] = "{handle}"
store.create()
print(f"{{settings.SESSION_COOKIE_NAME}}={{store.session_key}}")
"""


def cookie_of(folder: Path, handle: str) -> str:
    """A session of that person, as a Cookie header."""
    done = subprocess.run(
        [sys.executable, "-c", SIGN_IN.format(handle=handle)],
        env={**os.environ, "GREENROOM_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "greenroom.config.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def ticks(pid: int) -> int:
    """Clock ticks of user and system time of a process, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def cost(pid: int, port: int, path: str, cookie: str, requests: int) -> tuple[float, bytes]:
    """Milliseconds of CPU of one request, after some to warm up; and the last reply."""
    before, body = 0, b""
    for number in range(requests + 30):
        if number == 30:
            before = ticks(pid)
        _status, body = tree.ask(port, path, cookie)
    return (ticks(pid) - before) * 1000 / os.sysconf("SC_CLK_TCK") / requests, body


def main() -> int:
    """Measure both pages in one run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a data folder that exists (default: a demo world is built)")
    options.add_argument("--requests", type=int, default=300)
    options.add_argument("--person", default="ida")
    chosen = options.parse_args()
    folder, port = chosen.data or tree.demo_world(), free_port()
    cookie = cookie_of(folder, chosen.person)
    process = tree.start(folder, port)
    try:
        tree.wait_for_page(port)
        serving = next(pid for pid in family(process.pid) if tree.name(pid).startswith("serve"))
        smallest, _ = cost(serving, port, SMALLEST, cookie, chosen.requests * 5)
        home, page = cost(serving, port, "/", cookie, chosen.requests)
    finally:
        tree.stop(process)
    posts = page.count(b"<article")
    ratio = home / smallest
    print(
        json.dumps(
            {"ratio": round(ratio, 1), "target": TARGET, "home_ms": round(home, 2), "smallest_ms": round(smallest, 2)}
            | {"posts": posts, "bytes": len(page)}
        )
    )
    return 0 if ratio <= TARGET and posts == 20 else 1


if __name__ == "__main__":
    sys.exit(main())
