"""Backups by the clock: one a night into the operator's folder, thirty days of them, one a week proven by a restore."""

import logging
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from greenroom.kit.models import Keeping
from greenroom.kit.tasks import every

KEPT = timedelta(days=30)
PROVEN = timedelta(days=7)
PREFIX, SUFFIX = "greenroom-", ".tar"
NOTED = timedelta(days=400)  # so long the list of runs goes back

log = logging.getLogger(__name__)


@every(timedelta(days=1))
def back_up_by_night(now: datetime) -> None:
    """Start a backup in a process of its own, where a folder is named; it notes by itself what came of it."""
    Keeping.objects.filter(at__lt=now - NOTED).delete()
    if settings.BACKUPS_FOLDER:
        subprocess.Popen(  # noqa: S603 - our own words
            [*settings.CONSOLE, "backup", "--nightly"], stdin=subprocess.DEVNULL, start_new_session=True
        )


def name_at(now: datetime) -> str:
    """The name of a backup of this moment; names sort by age."""
    return f"{PREFIX}{now:%Y-%m-%d-%H%M%S}{SUFFIX}"


def rotate(folder: Path, now: datetime) -> list[str]:
    """Delete backups of ours that are older than thirty days, and never the newest one; the names that went."""
    files = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))
    oldest = name_at(now - KEPT)
    gone = [file for file in files[:-1] if file.name < oldest]
    for file in gone:
        file.unlink(missing_ok=True)
    return [file.name for file in gone]


def needs_proof(now: datetime) -> bool:
    """Whether no backup has been restored in trial for a week."""
    proven = Keeping.objects.filter(kind=Keeping.Kind.DRILL, fault="", at__gt=now - PROVEN)
    return not proven.exists()


def note(kind: Keeping.Kind, *, file: str, now: datetime, seconds: float, **about: object) -> Keeping:
    """Write down what came of a run."""
    said = str(about.pop("fault", ""))[:400]
    return Keeping.objects.create(kind=kind, at=now, file=file[:255], seconds=round(seconds, 1), fault=said, **about)
