"""What the clock does for directories: reads the files that lie there, and forgets what is over."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from greenroom.directory import actions
from greenroom.directory.models import Reading
from greenroom.directory.table import MOST_BYTES
from greenroom.kit.refusals import Refusal
from greenroom.kit.tasks import every
from greenroom.people.models import Organisation

SHOWN_FOR = timedelta(days=1)
STOPPED_FOR = timedelta(days=14)
KEPT = timedelta(days=90)


@every(timedelta(days=1))
def read_the_files(now: datetime) -> None:
    """Take in each file `directory/<handle>.csv` of the data folder; one that would end too many memberships waits."""
    for organisation in Organisation.objects.filter(closed_at__isnull=True).select_related("identity"):
        file = file_of(organisation)
        if file.is_file():
            read(organisation, file, now=now)


def file_of(organisation: Organisation) -> Path:
    """Where the organisation's nightly file lies."""
    return settings.DATA_DIR / "directory" / f"{organisation.identity.handle}.csv"


def read(organisation: Organisation, file: Path, *, now: datetime) -> Reading:
    """Look at one file, and say yes to it in the organisation's name unless it stops."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        reading = actions.show_file(organisation=organisation, file=file.name, content=content, by=None, now=now)
    except Refusal as refusal:
        return actions.note_unusable(organisation=organisation, file=file.name, refusal=refusal, now=now)
    if reading.state == Reading.State.SHOWN:
        actions.take_reading(reading=reading, by=None, now=now)
    else:
        actions.ask_keepers(reading=reading, now=now)
    return reading


@every(timedelta(days=1))
def forget_old_readings(now: datetime) -> None:
    """What nobody said yes to is dropped with its file; what is over is deleted after ninety days."""
    shown = Q(state=Reading.State.SHOWN, read_at__lt=now - SHOWN_FOR)
    stopped = Q(state=Reading.State.STOPPED, read_at__lt=now - STOPPED_FOR)
    Reading.objects.filter(shown | stopped).update(state=Reading.State.DROPPED, content=b"", settled_at=now)
    Reading.objects.filter(settled_at__lt=now - KEPT).delete()
