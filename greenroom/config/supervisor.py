"""The process tree of `greenroom up`: migrate, then serve and work; loads neither Django nor anything of ours."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

STOP_WITHIN = 3.5  # seconds from the request to stop until what still runs is killed
NAP = 0.1  # seconds between two looks at the children
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds until a child that died is started again
HEALTHY_AFTER = 60.0  # seconds after which an earlier death is forgotten
TAKEN = 4  # exit code: somebody else listens on the port
BEHIND = 5  # a child found that the database is not at this version
NOT_MIGRATED = 6
UNUSABLE = 2
HOPELESS = frozenset({2, TAKEN, NOT_MIGRATED})  # trying again changes nothing: misconfigured, port taken, not migrated
RUNS_ALREADY = 3


class FolderInUseError(Exception):
    """Another process tree works on the same data folder."""


def hold_folder(folder: Path, word: str) -> IO[str]:
    """Keep the folder for this process tree until it ends, however it ends; refuses a second one.

    `word` stands in the lock file for whoever comes second: where the first one serves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "up.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        first = lock.read().strip()
        lock.close()
        raise FolderInUseError(
            f"Greenroom already runs on the folder {folder}{f' at {first}' if first else ''}; it was left as it is."
        ) from error
    lock.seek(0)
    lock.truncate()
    lock.write(word)
    lock.flush()
    return lock


@dataclass
class Child:
    """One process of the tree, and when it may be started again."""

    words: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = FIRST_PAUSE

    @property
    def name(self) -> str:
        """The verb that it runs."""
        return self.words[0]

    def start(self, now: float) -> None:
        """Begin, in a session of its own: a Ctrl-C at the terminal reaches the parent alone."""
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            command(self.words),
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - this process has one thread
        )
        self.started_at = now

    def look(self, now: float) -> int | None:
        """Start what is due; the exit code when it has just died, else None."""
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.process = None
        self.pause = FIRST_PAUSE if now - self.started_at > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.start_at = now + self.pause
        return code


def command(words: list[str]) -> list[str]:
    """The command line of a verb, run by the same Python."""
    return [sys.executable, "-m", "greenroom.config.cli", *words]


def die_with_parent() -> None:
    """On Linux: a child does not outlive a supervisor that was killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Tree:
    """The children, kept running until the request to stop. The first one serves; the others begin when it answers."""

    def __init__(self, serve: list[str], *others: list[str], answers: Callable[[], bool]) -> None:
        self.children = [Child(serve)]
        self.others = [Child(words) for words in others]
        self.answers = answers
        self.is_stopping = False

    def run(self) -> int:
        """Keep the children running; the exit code of a hopeless one, else 0 after SIGTERM or SIGINT."""
        while not self.is_stopping:
            code = self._look()
            if code in HOPELESS:
                self.stop()
                return code or 0
            if self.others and self.answers():
                self.children, self.others = [*self.children, *self.others], []
            time.sleep(NAP)
        self.stop()
        return 0

    def ask_to_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """What the signals do."""
        self.is_stopping = True

    def _look(self) -> int | None:
        """Look at each child once; the exit code of one that ended for good."""
        for child in self.children:
            code = child.look(time.monotonic())
            if code is None or self.is_stopping:
                continue
            if code == BEHIND:
                code = self.migrate()
                child.start_at = 0.0
            elif code not in HOPELESS:
                say(f"{child.name} ended with code {code}; it starts again")
            if code in HOPELESS:
                return code
        return None

    def migrate(self) -> int:
        """Bring the database to this version; what it returns when that fails is hopeless."""
        child = Child(["migrate", "--quiet"])
        child.start(time.monotonic())
        process = child.process
        while process is not None and process.poll() is None:
            if self.is_stopping:
                process.terminate()
            time.sleep(NAP / 5)
        failed = process is not None and process.returncode != 0 and not self.is_stopping
        return NOT_MIGRATED if failed else 0

    def stop(self) -> None:
        """Ask every child to end, then end those that did not."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(until - time.monotonic(), 0.05))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def say(sentence: str) -> None:
    """One line for whoever watches the terminal."""
    print(f"greenroom: {sentence}", file=sys.stderr, flush=True)


def keep_up(folder: Path, host: str, port: int) -> int:
    """Migrate where it is needed, then serve and work until asked to stop; 3 when the folder is in use."""
    try:
        lock = hold_folder(folder, f"http://{host}:{port}")
    except OSError as error:
        print(f"greenroom: the folder {folder} cannot be used: {error.strerror}.", file=sys.stderr)
        return UNUSABLE
    except FolderInUseError as error:
        print(f"greenroom: {error}", file=sys.stderr)
        return RUNS_ALREADY
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # threads share arenas: about 20 MB less
    serve = ["serve", "--host", host, "--port", str(port), "--opening-code"]
    tree = Tree(serve, ["work"], answers=lambda: answers(host, port))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tree.ask_to_stop)
    with lock:
        is_new = not os.environ.get("DATABASE_URL") and not (folder / "greenroom.sqlite3").exists()
        failed = tree.migrate() if is_new else 0
        return failed or tree.run()


def answers(host: str, port: int) -> bool:
    """Whether somebody listens at the address."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:  # noqa: TID251 - own port
        probe.settimeout(0.5)
        return probe.connect_ex((host.replace("0.0.0.0", "127.0.0.1"), port)) == 0  # noqa: S104 - compared
