"""Erasing again, in a restored copy, whoever was erased after the backup was made."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from greenroom.kit.keeping.unfit import UnfitError

LONGEST = 64_000_000  # bytes of a log


def lines_of(log: Path | None) -> list[dict[str, Any]]:
    """The entries of a log, none where there is no log; refuses what is none."""
    if log is None:
        return []
    try:
        if log.stat().st_size > LONGEST:
            raise UnfitError(f"{log} is too long to be an erasure log.")
        entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise UnfitError(f"{log} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise UnfitError(f"{log} is no erasure log: each line is one JSON object.") from error
    if not all(isinstance(entry, dict) for entry in entries):
        raise UnfitError(f"{log} is no erasure log: each line is one JSON object.")
    return entries


def erase_again(log: Path | None, goes_on: Path, *, now: datetime) -> None:
    """Apply the log to the restored rows, and let it go on in the new folder.

    The certificates were mailed by the original: here no mail keeps an address that was erased.
    """
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from greenroom.exports import actions
    from greenroom.kit.models import Errand, Mail

    if log is None:
        return
    try:
        actions.apply_erasures(lines_of(log), now=now)
    except ValidationError as refusal:
        raise UnfitError(f"{log}: {' '.join(refusal.messages)}") from refusal
    with transaction.atomic():
        Errand.objects.filter(fact__name="kit.MailQueued", fact__at=now).delete()
        Mail.objects.filter(queued_at=now).delete()
    shutil.copyfile(log, goes_on)
