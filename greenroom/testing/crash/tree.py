"""A real `greenroom up` on a folder of its own: started, killed whole, started again, and asked through its rows."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

DOOR = "greenroom.testing.crash.child"
PATIENCE = 60.0  # seconds until everything that was killed is gone
NOT_OURS = ("DATABASE_URL", "MAIL_HOST", "MAIL_PORT", "GREENROOM_URL", "GREENROOM_HOSTS", "PORT")


class Tree:
    """The processes, and the data that outlive them."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in NOT_OURS}
        ours = {"GREENROOM_DATA": str(folder / "data"), "CRASH_FOLDER": str(folder), "PORT": str(self.port)}
        given = {name: value for name, value in settings.items() if value}
        self.environment = {**kept, **ours, **given, "DJANGO_SETTINGS_MODULE": "greenroom.config.settings"}
        self.process: subprocess.Popen[bytes] | None = None
        self.log = (folder / "log").open("ab")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.log.close()

    def ask(self, *words: str) -> Any:
        """Run a verb to its end; what it prints as JSON."""
        command = [sys.executable, "-m", DOOR, *words]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
        return json.loads(done.stdout or b"{}")

    def settle(self) -> dict[str, str]:
        """A database with people in it; their cookies by name."""
        cookies: dict[str, str] = self.ask("settle")
        return cookies

    def start(self) -> None:
        """Let the tree grow; returns at once."""
        command = [sys.executable, "-m", DOOR, "up", "--port", str(self.port)]
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            command, env=self.environment, stdout=self.log, stderr=self.log
        )

    def kill(self) -> None:
        """Kill every process of the tree in one breath; returns when all are gone."""
        if self.process is None:
            return
        members = family(self.process.pid)
        for pid in members:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        self.process = None
        until = time.monotonic() + PATIENCE
        while any(lives(pid) for pid in members) and time.monotonic() < until:
            time.sleep(0.01)

    def last_words(self, most: int = 30) -> list[str]:
        """What the tree said last, without the lines about requests."""
        lines = (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        return [line[:300] for line in lines if '"event": "request"' not in line][-most:]

    def troubles(self, most: int = 5) -> list[str]:
        """The first errors that the tree noted: what a reply of 500 hides from whoever got it."""
        lines = (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        return [line[:3000] for line in lines if '"failure": ' in line][:most]

    def begun(self, verb: str) -> dict[str, Any]:
        """Which process of this verb began last."""
        try:
            known: dict[str, Any] = json.loads((self.folder / f"begun-{verb}").read_text())
        except OSError:
            return {}
        return known


def lives(pid: int) -> bool:
    """Whether the process is there, and not only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in children:
            found += family(int(child))
    return found


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:  # noqa: TID251 - listens on loopback
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
