"""The door through which each process of the crash test enters the program, with what is to befall it.

As a script: `python -m greenroom.testing.crash.child VERB …` is `greenroom VERB …`, after what `CRASH_FOLDER` says
has been done to it; `settle` and `count` are verbs of the crash test itself. The program knows nothing of it.

A tree loads the program once and forks its children, so that a life begins in a tenth of a second: two thirds of a
thousand lives would be spent loading otherwise. A whole tree that was killed starts from nothing, as it does elsewhere.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

FOLDER = Path(os.environ.get("CRASH_FOLDER", "."))
LEASE = timedelta(seconds=3)  # what a killed worker held is taken again soon
PAUSE = 0.05  # seconds until a killed child is started again


def enter(words: list[str]) -> int:
    """Run a verb of the program, by name as its users do."""
    if words[0] == "up":
        quicken()
    elif words[0] in {"serve", "work"}:
        await_orders(words[0])
    code: int = importlib.import_module("greenroom.config.cli").main(words)
    return code


def quicken() -> None:
    """Load the program, and let the supervisor fork its children and start them again without a pause."""
    import django

    django.setup()
    for name in ("greenroom.config.urls", "granian.server.embed"):
        importlib.import_module(name)
    names = vars(importlib.import_module("greenroom.config.supervisor"))
    names["command"] = lambda words: words
    names["subprocess"] = SimpleNamespace(Popen=Forked, TimeoutExpired=subprocess.TimeoutExpired)
    names["FIRST_PAUSE"] = names["LONGEST_PAUSE"] = PAUSE


class Forked:
    """As much of `subprocess.Popen` as the supervisor uses, for a verb in a fork of this process."""

    def __init__(self, words: list[str], *, preexec_fn: Callable[[], None], **_session: bool) -> None:
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            become(words, preexec_fn)

    def poll(self) -> int | None:
        """The exit code, once there is one."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float = 60.0) -> int:
        """Its exit code, or TimeoutExpired."""
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("fork", timeout)
            time.sleep(0.01)
        return self.returncode or 0

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def become(words: list[str], prepare: Callable[[], None]) -> NoReturn:
    """In the fork: a session of its own, no signals of the parent's, and then the verb."""
    code = 1
    try:
        os.setsid()
        prepare()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        code = enter(words)
    except BaseException:  # noqa: BLE001 - nothing may climb into the copy of the supervisor
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def await_orders(verb: str) -> None:
    """Once the program is loaded: plant what is to be planted, and say that this process has begun."""
    import django

    real = django.setup

    def setup(set_prefix: bool = True) -> None:  # noqa: FBT001, FBT002 - the framework's shape
        django.setup = real  # the server calls it a second time
        real(set_prefix)
        plant(verb)

    django.setup = setup


def plant(verb: str) -> None:
    """Take the order that lies there for the next process of this verb, if one does."""
    from greenroom.kit import worker
    from greenroom.testing.crash import points, pushing, slips

    worker.LEASE = LEASE
    pushing.open_service(FOLDER)
    if slip := os.environ.get("CRASH_SLIP"):
        slips.SLIPS[slip][0]()
    order = FOLDER / f"next-{verb}"
    taken = json.loads(order.read_text()) if order.exists() else {}
    if taken:
        order.unlink()
        points.die_at(taken["point"], taken["passes"])
    begun = FOLDER / f"begun-{verb}.part"
    begun.write_text(json.dumps({"pid": os.getpid(), "point": taken.get("point", "")}))
    begun.replace(FOLDER / f"begun-{verb}")


def main(words: list[str]) -> int:
    """One of our own verbs, else one of the program."""
    if words[0] not in {"settle", "count"}:
        return enter(words)
    import django

    django.setup()
    from greenroom.testing.crash import counting

    answer = getattr(counting, words[0])(FOLDER)
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
