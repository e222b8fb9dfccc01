"""The erasure log: a line for each erasure in a file beside the database, so that no restore brings anybody back."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings

from greenroom.exports.models import Erasure


def line_of(erasure: Erasure) -> str:
    """{"certificate", "identity", "at", "rows"}: numbers and counts, nobody's name."""
    said = {
        "certificate": erasure.certificate,
        "identity": erasure.identity_id,
        "at": erasure.ended_at,
        "rows": erasure.counts,
    }
    return msgspec.json.encode(said).decode()


def lines() -> Iterator[str]:
    """All that the database knows, oldest first."""
    for erasure in Erasure.objects.filter(state=Erasure.State.ERASED).order_by("ended_at", "pk").iterator():
        yield line_of(erasure)


def append(erasure: Erasure) -> None:
    """Write the line to the file, to the disk; a line that stands twice says no more than once."""
    file = Path(settings.ERASURE_LOG)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and erasure.certificate in file.read_text(encoding="utf-8"):
        return
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{line_of(erasure)}\n")
        log.flush()
        os.fsync(log.fileno())
