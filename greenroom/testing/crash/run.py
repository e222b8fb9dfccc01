"""The crash test itself: start a tree, let people write, kill what runs, and count at the end."""

import json
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from greenroom.testing.crash import points
from greenroom.testing.crash.office import open_office
from greenroom.testing.crash.tree import Tree, lives
from greenroom.testing.crash.writing import Record, Writer

VERBS = ("serve", "work")
LONGEST_LIFE = {"serve": 2.0, "work": 1.0}  # seconds that a child lives which is killed at a random moment
PATIENCE = 4.0  # seconds in which a named point has to be reached; else the moment is as good as any
NAMED = 0.5  # how often a child dies at a named point
BROKEN = 500  # a reply from which on the fault is the program's
FAULTS = (
    "lost", "doubled", "notices_missing", "notices_doubled", "mails_missing", "mails_doubled",
    "pushes_missing", "pushes_doubled", "given_up", "broken", "open", "ended_otherwise",
)  # fmt: skip


@dataclass(kw_only=True)
class Plan:
    """How many deaths, from which number; `point` and `slip` are for its own tests."""

    kills: int
    trees: int = 0
    seed: int = 0
    mail: str = "server"  # or "folder"
    seconds: float | None = None  # end after so long, however many there were
    point: str = ""  # every named death is at this one
    slip: str = ""  # a planted defect


@dataclass
class Life:
    """One process, and when it dies at the latest."""

    pid: int = 0
    point: str = ""
    until: float = 0.0
    is_over: bool = True


@dataclass
class Deaths:
    """How many of which kind."""

    kills: int = 0
    trees: int = 0
    ended_otherwise: int = 0  # by nobody's order: a fault of the program
    at: Counter[str] = field(default_factory=Counter)
    last_words: list[str] = field(default_factory=list)


class Reaper:
    """Decides over each process as it begins, and looks whether it has come to its end."""

    def __init__(self, plan: Plan, tree: Tree, source: random.Random) -> None:
        self.plan, self.tree, self.source = plan, tree, source
        self.lives = {verb: Life() for verb in VERBS}
        self.deaths = Deaths()
        self.names = {verb: points.of(verb, on_the_wire=plan.mail == "server") for verb in VERBS}
        for verb in VERBS:
            self.order(verb)

    def order(self, verb: str) -> None:
        """Lay down what befalls the next process of this verb: a point, or nothing and then a random moment."""
        file = self.tree.folder / f"next-{verb}"
        names = [self.plan.point] if self.plan.point in self.names[verb] else self.names[verb]
        if self.source.random() < NAMED or self.plan.point:
            part = file.with_suffix(".part")
            part.write_text(json.dumps({"point": self.source.choice(names), "passes": self.source.randint(1, 4)}))
            part.replace(file)

    def look(self, verb: str) -> None:
        """Notice a beginning or an end, and bring about an end that is due."""
        life, now = self.lives[verb], time.monotonic()
        if not life.is_over and not lives(life.pid):
            life.is_over = True
            self.deaths.kills += bool(life.point)
            self.deaths.ended_otherwise += not life.point
            self.deaths.at[life.point or "by nobody's order"] += 1
            if not life.point:
                self.deaths.last_words += [f"{verb} {life.pid} ended by nobody's order", *self.tree.last_words()]
        elif not life.is_over and now >= life.until:
            os.kill(life.pid, signal.SIGKILL)
            life.is_over = True
            self.deaths.kills += 1
            self.deaths.at["at a random moment"] += 1
        begun = self.tree.begun(verb)
        if life.is_over and begun and begun["pid"] != life.pid and lives(int(begun["pid"])):
            point = str(begun["point"])
            until = now + (PATIENCE if point else self.source.uniform(0, LONGEST_LIFE[verb]))
            self.lives[verb] = Life(int(begun["pid"]), point, until, is_over=False)
            self.order(verb)

    def fell(self) -> None:
        """Kill the whole tree, and start it again."""
        self.tree.kill()
        self.deaths.trees += 1
        for life in self.lives.values():
            life.is_over = True
        self.tree.start()

    def reap(self) -> None:
        """Until there were enough deaths of both kinds."""
        plan, deaths, began = self.plan, self.deaths, time.monotonic()
        while deaths.kills < plan.kills or deaths.trees < plan.trees:
            if plan.seconds is not None and time.monotonic() - began > plan.seconds:
                return
            if deaths.trees < plan.trees * min(deaths.kills / max(plan.kills, 1), 1) or deaths.kills >= plan.kills:
                self.fell()
            for verb in VERBS:
                self.look(verb)
            time.sleep(0.01)

    def spare(self) -> None:
        """From here on nobody is given an order any more; whoever holds one may still die of it, and is followed."""
        for verb in VERBS:
            (self.tree.folder / f"next-{verb}").unlink(missing_ok=True)


def run(plan: Plan) -> dict[str, object]:
    """The figures of one crash test, in a folder (and with DATABASE_URL in a database) of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="greenroom-crash-")))
        office = stack.enter_context(open_office(folder / "taken"))
        address = stack.enter_context(own_database())
        mail = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(office.server_address[1])} if plan.mail == "server" else {}
        tree = stack.enter_context(Tree(folder, {"DATABASE_URL": address, "CRASH_SLIP": plan.slip, **mail}))
        cookies = tree.settle()
        source = random.Random(plan.seed)
        record, stop = Record(), threading.Event()
        reaper = Reaper(plan, tree, source)
        began = time.monotonic()
        tree.start()
        with writing(tree, cookies, record, stop, source):
            reaper.reap()
        seconds = time.monotonic() - began
        if any(status >= BROKEN for status in record.replies):
            reaper.deaths.last_words += tree.troubles()
        reaper.spare()
        (folder / "record.json").write_text(json.dumps(record.as_json()))
        counted = tree.ask("count")
        return figures(plan, reaper.deaths, counted, record) | {"seconds": round(seconds)}


def figures(plan: Plan, deaths: Deaths, counted: dict[str, int], record: Record) -> dict[str, object]:
    """What is printed."""
    return {
        "kills": deaths.kills,
        "trees": deaths.trees,
        **counted,
        "ended_otherwise": deaths.ended_otherwise,
        "points": dict(sorted(deaths.at.items())),
        "other_replies": {str(status): number for status, number in sorted(record.replies.items())},
        "last_words": "\n".join(deaths.last_words),
        "seed": plan.seed,
    }


def faults(found: dict[str, object]) -> dict[str, object]:
    """Those of the figures that are above nought and must not be."""
    return {name: found[name] for name in FAULTS if found.get(name)}


@contextmanager
def writing(
    tree: Tree, cookies: dict[str, str], record: Record, stop: threading.Event, source: random.Random
) -> Iterator[None]:
    """People who write for as long as the block lasts."""
    names = [name for name in cookies if name != "marit"]
    threads = []
    for name, cookie in cookies.items():
        own = random.Random(source.random())
        writer = Writer(tree.port, cookie, record=record, stop=stop, source=own)
        others = [other for other in names if other != name]
        target, words = (writer.write_posts, (others,)) if name in names else (writer.write_letters, ())
        threads.append(threading.Thread(target=target, args=words, name=name, daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(15)


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a fresh database beside the configured one; nothing where the file in the folder is it."""
    configured = os.environ.get("DATABASE_URL", "")
    if not configured:
        yield ""
        return
    from urllib.parse import urlsplit, urlunsplit

    import psycopg

    name = f"crash_{os.getpid()}_{time.time_ns()}"
    with psycopg.connect(configured, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(configured)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
