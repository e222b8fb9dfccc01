"""A backup of a large folder while somebody writes, and its restore: seconds, failed writes, the longest wait.

    .venv/bin/python bench/backup.py [--megabytes 1100] [--data FOLDER]     prints one JSON object

Targets at 1 GiB: no failed write, the restore verified, at most 60 s. Above 1 GiB the file of SQLite passes its lock
page. DATABASE_URL is left alone: this is the figure of SQLite. Everything lies in a folder that is thrown away.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AT_ONCE = 2_000
PICTURE = 400_000  # bytes
WRITER = """
import django, json, signal, sys, time
django.setup()
from django.utils import timezone
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience
ida, public = Person.objects.get(identity__handle="ida"), Audience.objects.get(pk=1)
done, failed, longest, going = 0, 0, 0.0, [True]
signal.signal(signal.SIGTERM, lambda *_: going.clear())
print("ready", flush=True)
while going:
    began = time.monotonic()
    try:
        actions.publish_post(author=ida.identity, audience=public, by=ida, headline=f"Under way {done}",
            note="some words " * 40, now=timezone.now())
        done += 1
    except Exception:
        failed += 1
    longest = max(longest, time.monotonic() - began)
    time.sleep(0.01)
print(json.dumps({"written": done, "failed": failed, "longest_wait_ms": round(longest * 1000)}))
"""


def build(folder: Path, megabytes: int) -> None:
    """Posts in the shape that the verb gives them, in bulk until the file is that large; pictures beside them."""
    os.environ["GREENROOM_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from greenroom.kit.pictures import owning
    from greenroom.people import actions as people

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    now, source = timezone.now(), random.Random(7)
    ida = people.add_person(handle="ida", display_name="Ida", email="ida@example.org", now=now, claimed=True)
    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(source.choices(letters, k=source.randint(2, 11))) for _ in range(9_000)]
    file = folder / "greenroom.sqlite3"
    while file.stat().st_size < megabytes * 1_048_576:
        write_posts(ida, words, source, now)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO social_searchindex (social_searchindex) VALUES ('rebuild')")
    bring_pictures(ida, megabytes // 10, source, now)
    owning.is_ours(now)
    connection.close()


def write_posts(ida, words, source, now) -> None:
    """Some posts with notes of 60 to 600 words, and their words in the index."""
    from django.db import transaction

    from greenroom.kit.ids import id_at
    from greenroom.social.models import Post, SearchEntry

    posts, entries = {}, []
    for _ in range(AT_ONCE):
        some = source.choices(words, k=source.randint(60, 600))
        key, said = id_at(now) & ~1, " ".join(some)
        posts[key] = Post(
            id=key,
            author_id=ida.pk,
            written_by_id=ida.pk,
            audience_id=1,
            headline=said[:100],
            note=said,
            headline_html=said[:100],
            note_html=f"<p>{said}</p>",
            excerpt=said[:300],
            thread_id=key,
            published_at=now,
        )
        entries.append(SearchEntry(post_id=key, words=" ".join(dict.fromkeys(some)), stream=said))
    with transaction.atomic():
        Post.objects.bulk_create(posts.values(), ignore_conflicts=True)
        SearchEntry.objects.bulk_create(entries, ignore_conflicts=True)


def bring_pictures(ida, number, source, now) -> None:
    """Files that cannot be packed any tighter, with their rows."""
    from greenroom.kit.pictures import storing
    from greenroom.social.models import Media

    for _ in range(number):
        drawn = type("Drawn", (), {"full": source.randbytes(PICTURE), "preview": source.randbytes(20_000)})
        Media.objects.create(person=ida, file_key=storing.put(drawn), created_at=now, state="ready")


def greenroom(*words: str) -> tuple[dict, float, int]:
    """One command: what it says, seconds, and the most memory that it had, in MiB."""
    began = time.monotonic()
    command = [sys.executable, "-m", "greenroom.config.cli", *words, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _pid, _status, used = os.wait4(process.pid, 0)
    return (
        json.loads(said or '{"error": "it said nothing"}'),
        round(time.monotonic() - began, 1),
        used.ru_maxrss // 1024,
    )


def main() -> None:
    """Build, back up under load, restore."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=1_100)
    parser.add_argument("--data", type=Path, default=Path(".cache"))
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:  # in a process of its own: a child's memory is counted from its parent's
        build(arguments.build, arguments.megabytes)
        return
    arguments.data.mkdir(parents=True, exist_ok=True)
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(dir=arguments.data.absolute(), prefix="backup-") as place:
        site, file = Path(place) / "site", Path(place) / "backup.tar"
        site.mkdir()
        began = time.monotonic()
        building = [sys.executable, __file__, "--build", str(site), "--megabytes", str(arguments.megabytes)]
        subprocess.run(building, check=True)
        os.environ |= {"GREENROOM_DATA": str(site), "DJANGO_SETTINGS_MODULE": "greenroom.config.settings"}
        built = round(time.monotonic() - began)
        writer = subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE, text=True)
        writer.stdout.readline()
        backup, seconds, memory = greenroom("backup", str(file))
        writer.terminate()
        load = json.loads(writer.communicate()[0])
        restored, again, more = greenroom("restore", str(file), "--into", f"{place}/again")
        found = {
            "database_mb": (site / "greenroom.sqlite3").stat().st_size // 1_048_576,
            "rows": backup.get("rows"),
            "pictures": backup.get("pictures"),
            "built_s": built,
            "backup_s": seconds,
            "backup_mb": file.stat().st_size // 1_048_576 if file.exists() else 0,
            "backup_memory_mib": memory,
            **load,
            "restore_s": again,
            "restore_memory_mib": more,
            "verified": "error" not in restored,
        }
    print(
        json.dumps(found | {name: said["error"] for name, said in (("b", backup), ("r", restored)) if "error" in said})
    )


if __name__ == "__main__":
    main()
