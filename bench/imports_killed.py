"""Kills an import with -9 at random moments, as often as asked, and counts what stands once it was let through.

    .venv/bin/python bench/imports_killed.py [KILLS] [POSTS]

Each run of `greenroom import mastodon` is a process of its own on one SQLite world. Prints one object: how often it was
killed, how much was meant to stand, how much stands, and how much stands twice; ends with 1 when they differ.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from imports import ROOT, activity

KILLS, POSTS = 100, 3_000
SHORTEST, LONGEST = 0.6, 4.0  # seconds that a run is let live
COUNTS = "SELECT count(*), count(DISTINCT source_key) FROM {table}"


def killed(command: list[str], environment: dict[str, str], seconds: float) -> bool:
    """Run, and kill after so long; whether that was before it was through."""
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            return True
    return False


def main() -> int:
    """Make the archive and the world, kill, let it through, count."""
    wanted, number = (int(word) for word in (*sys.argv[1:3], *map(str, (KILLS, POSTS)[len(sys.argv) - 1 :])))
    with tempfile.TemporaryDirectory(prefix="greenroom-imports-") as place:
        outbox, items = Path(place) / "outbox.json", [activity(one) for one in range(number)]
        outbox.write_text(json.dumps({"orderedItems": items}), encoding="utf-8")
        environment = {**os.environ, "GREENROOM_DATA": f"{place}/data"}
        environment.pop("DATABASE_URL", None)
        greenroom = [sys.executable, "-m", "greenroom.config.cli"]
        subprocess.run([*greenroom, "migrate"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        command = [*greenroom, "import", "mastodon", str(outbox), "--json"]
        times = sum(killed(command, environment, random.uniform(SHORTEST, LONGEST)) for _ in range(wanted))
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(f"{place}/data/greenroom.sqlite3") as database:
            posts, distinct = database.execute(COUNTS.format(table="social_post")).fetchone()
            links, other = database.execute(COUNTS.format(table="social_outsideboost")).fetchone()
    meant = sum(one["type"] == "Create" for one in items)
    print(
        json.dumps(
            {
                "killed": times,
                "posts_meant": meant,
                "posts": posts,
                "links_meant": number - meant,
                "links": links,
                "twice": posts - distinct + links - other,
            }
        )
    )
    return int((posts, distinct, links, other) != (meant, meant, number - meant, number - meant))


if __name__ == "__main__":
    sys.exit(main())
