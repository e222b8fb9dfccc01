"""How long an archive of many posts takes to come in, and how much memory it needs on the way.

    .venv/bin/python bench/imports.py [POSTS]

Writes an archive as Mastodon does, brings it into a new SQLite world with the console command, in a process of its own,
and prints one object: seconds, posts a second, the highest resident memory in MiB, and the same for a second run.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTS = 10_000
ME = "https://elsewhere.example/users/ida"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
WORDS = "The ferry was late again and nobody on the pier knew why until the harbour master came out to say so himself. "


def activity(number: int) -> dict:
    """One item: every fifth an answer to the one before, every tenth a boost, some with tags, mentions and links."""
    published = f"20{10 + number // 5_000 % 15:02}-{number % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:00:00Z"
    head = {"id": f"{ME}/statuses/{number}/activity", "actor": ME, "published": published, "to": [PUBLIC]}
    if number % 10 == 9:
        return {**head, "type": "Announce", "object": f"https://front.example/users/mia/statuses/{number}"}
    tag = '<a href="https://elsewhere.example/tags/ferries" class="mention hashtag">#<span>ferries</span></a>'
    mention = '<a href="https://front.example/@mia" class="u-url mention">@<span>mia</span></a>'
    content = f"<p>{mention} {WORDS * (1 + number % 4)}{number}</p><p>{tag} https://a.example/{number}</p>"
    parent = f"{ME}/statuses/{number - 1}" if number % 5 == 4 else None
    note = {"id": f"{ME}/statuses/{number}", "type": "Note", "published": published, "attributedTo": ME, "to": [PUBLIC]}
    note |= {"content": content, "contentMap": {"en": content}, "inReplyTo": parent, "signature": "x" * 600}
    return {**head, "type": "Create", "object": note}


def measured(*command: str, environment: dict[str, str]) -> tuple[float, float, float, str]:
    """Seconds by the wall and of work, the highest resident memory of the child in MiB, and its last line."""
    began = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    said = child.stdout.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}")
    worked = usage.ru_utime + usage.ru_stime
    return (
        time.monotonic() - began,
        worked,
        usage.ru_maxrss / 1024,
        said.strip().splitlines()[-1] if said.strip() else "",
    )


def main() -> None:
    """Make the archive and the world, bring it in twice, print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    with tempfile.TemporaryDirectory(prefix="greenroom-imports-") as place:
        outbox = Path(place) / "outbox.json"
        with outbox.open("w") as file:
            file.write('{"type": "OrderedCollection", "orderedItems": [')
            for one in range(number):
                file.write((",\n" if one else "") + json.dumps(activity(one)))
            file.write("]}")
        environment = {**os.environ, "GREENROOM_DATA": f"{place}/data"}
        environment.pop("DATABASE_URL", None)
        greenroom = [sys.executable, "-m", "greenroom.config.cli"]
        measured(*greenroom, "migrate", environment=environment)
        command = [*greenroom, "import", "mastodon", str(outbox), "--json"]
        seconds, worked, memory, said = measured(*command, environment=environment)
        again, _worked, memory_again, said_again = measured(*command, environment=environment)
        first, second = json.loads(said), json.loads(said_again)
        size = outbox.stat().st_size / 1_000_000
    print(
        json.dumps(
            {
                "items": number,
                "archive_mb": round(size, 1),
                "posts": first["posts"],
                "boosts": first["boosts"],
                "seconds": round(seconds, 1),
                "seconds_of_work": round(worked, 1),
                "items_a_second": round(number / seconds),
                "peak_mib": round(memory),
                "again_seconds": round(again, 1),
                "again_new": second["posts"] + second["boosts"],
                "again_peak_mib": round(memory_again),
                "bench_peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )


if __name__ == "__main__":
    main()
