"""A house with the kit alone and a database of its own, entered by processes that may be killed.

As a script: `python -m greenroom.kit.tests.house VERB [WORD…]` does one thing in such a process.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def settle() -> None:
    """Configure Django with the kit and nothing else."""
    import django
    from django.conf import settings

    folder = Path(os.environ["HOUSE"])
    settings.configure(
        DATABASES={"default": database(os.environ.get("DATABASE_URL", ""), folder)},
        INSTALLED_APPS=["greenroom.kit"],
        USE_TZ=True,
        SECRET_KEY="a secret of the tests",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MAIL_FOLDER=folder / "mail",
        MAIL_HOST=os.environ.get("MAIL_HOST", ""),
        MAIL_PORT=int(os.environ.get("MAIL_PORT", "0")),
        MAIL_USER="",
        MAIL_PASSWORD="",
        MAIL_FROM="post@house.example",
    )
    django.setup()
    from greenroom.kit.tests import deeds  # noqa: F401 - registers events and duties


def database(address: str, folder: Path) -> dict[str, str]:
    """The database at the address, else a file in the folder."""
    if not address:
        return {"ENGINE": "greenroom.kit.db.sqlite", "NAME": str(folder / "greenroom.sqlite3")}
    import psycopg.conninfo

    parts = psycopg.conninfo.conninfo_to_dict(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts["dbname"]),
        "USER": str(parts.get("user", "")),
        "PASSWORD": str(parts.get("password", "")),
        "HOST": str(parts.get("host", "")),
        "PORT": str(parts.get("port", "")),
    }


class House:
    """The tests' side: starts processes in the house and reads what they say."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.environment = {**os.environ, "HOUSE": str(folder), "DATABASE_URL": address}

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "greenroom.kit.tests.house", *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def do(self, *words: str) -> object:
        """Run to the end; the answer is what was printed as JSON, or the exit code where nothing was."""
        process = self.start(*words)
        out, errors = process.communicate(timeout=60)
        assert process.returncode in {0, -signal.SIGKILL}, errors
        return json.loads(out) if out else process.returncode


def die_at(point: str) -> None:
    """Make this process kill itself at a named point: `module.function` (after it) or `-module.function` (before)."""
    import importlib

    before, path = point.startswith("-"), point.lstrip("-")
    module_name, name = path.rsplit(".", 1)
    module = importlib.import_module(module_name)
    real = getattr(module, name)

    def deadly(*arguments: object, **named: object) -> object:
        if before:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(module, name, deadly)


def state() -> dict[str, object]:
    """What is to be seen afterwards."""
    from greenroom.kit import audit
    from greenroom.kit.models import Errand, Mail
    from greenroom.kit.tests.deeds import effects

    return {
        "answer": effects("answer"),
        "written": effects("written"),
        "open": Errand.objects.filter(finished_at__isnull=True, fact__isnull=False).count(),
        "mail": list(Mail.objects.values_list("state", flat=True)),
        "letters": len(list((Path(os.environ["HOUSE"]) / "mail").glob("*.eml"))),
        "entries": audit.verify().entries,
        "faults": len(audit.verify().faults),
    }


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def ring(*numbers: str) -> None:
    from greenroom.kit.tests.deeds import ring

    for number in numbers:
        ring(int(number), NOON)


def write() -> None:
    from django.db import transaction

    from greenroom.kit.mail import queue_mail

    with transaction.atomic():
        queue_mail(to="ida@example.org", subject="x", text="x", key="a", now=NOON)


def work(minutes: str = "0", point: str = "") -> None:
    """Work off what is due some minutes after noon; die at a point where one is named."""
    from greenroom.kit import worker

    if point:
        die_at(point)
    worker.work_off(NOON + timedelta(minutes=int(minutes)))


def toil(lease: str) -> None:
    """Work until killed, with a lease of so many seconds."""
    from greenroom.kit import worker

    worker.LEASE = timedelta(seconds=float(lease))
    worker.run(threading.Event())


def rest(seconds: str) -> None:
    """Work as the command does, with a handler that takes so long; prints when it has begun."""
    from greenroom.kit.stopping import work_until_stopped
    from greenroom.kit.tests.deeds import Mood

    def linger(event: object) -> None:
        print(json.dumps("begun"), flush=True)
        until = time.monotonic() + float(seconds)
        while time.monotonic() < until:
            time.sleep(0.05)

    Mood.on_answer = linger
    work_until_stopped()


def chain(first: str, count: str) -> None:
    """Append so many entries, each with a deed of its own."""
    from django.db import transaction

    from greenroom.kit import audit

    for number in range(int(first), int(first) + int(count)):
        with transaction.atomic():
            audit.record(action="test", actor_id=number % 5 + 1, payload={"n": number}, now=NOON)


def finish(*minutes: str) -> None:
    """Work off what is due at each of these times, then tell."""
    for number in minutes:
        work(number)
    tell()


def tell() -> None:
    print(json.dumps(state()))


if __name__ == "__main__":
    settle()
    verb, *words = sys.argv[1:]
    globals()[verb](*words)
