"""The process tree of `greenroom up`: migrate, then serve and work; loads neither Django nor anything of ours."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

STOP_WITHIN = 3.5  # seconds from the request to stop until what still runs is killed
NAP = 0.1  # seconds between two looks at the children
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds until a child that died is started again
HEALTHY_AFTER = 60.0  # seconds after which an earlier death is forgotten
HOPELESS = frozenset({2, 4})  # exit codes that trying again does not change: misconfigured, port taken
RUNS_ALREADY = 3
GO = b"go"


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

    def start(self, now: float, waits_for: int | None = None) -> None:
        """Begin, in a session of its own: a Ctrl-C at the terminal reaches the parent alone.

        `waits_for` is the end of a pipe on which the child waits for the word to begin.
        """
        pipe = () if waits_for is None else (waits_for,)
        words = [*self.words, *(f"--wait-for={end}" for end in pipe)]
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            command(words),
            pass_fds=pipe,
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
    """The children, kept running until the request to stop."""

    def __init__(self, *children: list[str]) -> None:
        self.children = [Child(words) for words in children]
        self.is_stopping = False

    def run(self) -> int:
        """Keep the children running; the exit code of a hopeless one, else 0 after SIGTERM or SIGINT."""
        code = 0
        while not self.is_stopping and code not in HOPELESS:
            for child in self.children:
                ended = child.look(time.monotonic())
                if ended is not None and not self.is_stopping:
                    code = ended
                    say(f"{child.name} ended with code {ended}" + ("" if ended in HOPELESS else "; it starts again"))
                    if ended in HOPELESS:
                        break
            time.sleep(NAP)
        self.stop()
        return code if code in HOPELESS else 0

    def ask_to_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """What the signals do."""
        self.is_stopping = True

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
    """Migrate, then serve and work until asked to stop; 3 when the folder is in use."""
    try:
        lock = hold_folder(folder, f"http://{host}:{port}")
    except FolderInUseError as error:
        print(f"greenroom: {error}", file=sys.stderr)
        return RUNS_ALREADY
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # threads share arenas: about 20 MB less
    with lock:
        return _grow(["serve", "--host", host, "--port", str(port)])


def _grow(serve: list[str]) -> int:
    """The server loads while the database is migrated, and waits for the word to begin."""
    tree = Tree(serve, ["work"])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tree.ask_to_stop)
    waits, word = os.pipe()
    tree.children[0].start(time.monotonic(), waits_for=waits)
    os.close(waits)
    migrating = Child(["migrate", "--quiet", "--opening-code"])
    migrating.start(time.monotonic())
    code = wait_for(migrating, tree)
    if code or tree.is_stopping:
        tree.stop()
        os.close(word)
        return code
    with suppress(BrokenPipeError):  # a server that has ended by now is the business of the tree
        os.write(word, GO)
    os.close(word)
    return tree.run()


def wait_for(child: Child, tree: Tree) -> int:
    """The exit code of a child that is to end by itself; a request to stop reaches it too."""
    process = child.process
    assert process is not None  # noqa: S101 - it was started a line ago
    while process.poll() is None:
        if tree.is_stopping:
            process.terminate()
        time.sleep(0.02)
    return 0 if tree.is_stopping else process.returncode
