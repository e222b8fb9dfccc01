"""A real `greenroom up` for the tests: started on a folder of its own, asked over the loopback, stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from greenroom.testing.crash.tree import family, free_port, lives

PATIENCE = 60.0  # a machine that does other things at the same time
CONSOLE = """
import django, json, sys
django.setup()
names = {}
for line in sys.stdin:
    exec(json.loads(line), names)
    print(json.dumps(names.pop("answer", None)), flush=True)
"""


def environment(folder, database=""):
    """The variables of a process on this folder, and on no database but the one that is named."""
    ours = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PORT"}}
    named = {"DATABASE_URL": database} if database else {}
    return {**ours, **named, "GREENROOM_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "greenroom.config.settings"}


def greenroom(*words, folder, database="", **popen):
    """The console command on a data folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "greenroom.config.cli", *words],
        env=environment(folder, database),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **popen,
    )


def python(code, folder):
    """Run a few lines with Django on the data folder; what they print."""
    prelude = "import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", prelude + code],
        env=environment(folder),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@contextmanager
def console(folder, database=""):
    """A process with Django on the data folder: `run(lines)` runs them there and gives what they call `answer`."""
    process = subprocess.Popen(
        [sys.executable, "-c", CONSOLE],
        env=environment(folder, database),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def run(lines):
        process.stdin.write(json.dumps(lines) + "\n")
        process.stdin.flush()
        said = process.stdout.readline()
        assert said, "the console ended"
        return json.loads(said)

    try:
        yield run
    finally:
        process.stdin.close()
        process.wait(PATIENCE)
        process.stdout.close()


def ask(port, path, *, method="GET", headers=(), body=b""):
    """Status, head and body of one request on a connection of its own."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{port}", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:  # noqa: TID251 - loopback
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        reply = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, content = reply.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), head.decode("latin-1").lower(), content


def until(check, patience=PATIENCE):
    """Seconds until `check` is true; fails when it never is."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        try:
            if check():
                return time.monotonic() - began
        except (OSError, IndexError):
            pass
        time.sleep(0.02)
    raise AssertionError(f"not so after {patience} s: {check}")


def verb(pid):
    """The verb that a process of ours runs."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return words[words.index("greenroom.config.cli") + 1] if "greenroom.config.cli" in words else ""


@contextmanager
def running(folder, database=""):
    """`greenroom up`, answering; (process, port). Nothing of it is left behind."""
    port = free_port()
    process = greenroom("up", "--port", str(port), folder=folder, database=database)
    members = {process.pid}
    try:
        until(lambda: ask(port, "/readyz")[0] == 200)
        members |= set(family(process.pid))
        yield process, port
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
        for pid in members:
            if lives(pid):
                os.kill(pid, signal.SIGKILL)
