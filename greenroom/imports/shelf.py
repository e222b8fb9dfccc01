"""Where an archive lies while it is brought in: a folder of its own in the data folder, gone when it is over."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.web import uploads

KEY = re.compile(r"\A[0-9a-f]{32}\Z")
ARCHIVE, UNPACKED, ITEMS = "archive", "unpacked", "items.jsonl"
LARGEST = uploads.ARCHIVE  # larger ones come in at the console
PIECE = 1 << 20


def put(upload: BinaryIO) -> str:
    """Write the archive to the disk and return the key of its folder. Refuses one that is empty or too large."""
    key = secrets.token_hex(16)
    folder = _root() / key
    (folder / UNPACKED).mkdir(parents=True)
    try:
        with (folder / ARCHIVE).open("xb") as file:
            while piece := upload.read(PIECE):
                file.write(piece)
                if file.tell() > LARGEST:
                    raise Refusal(
                        _("The archive has more than %(limit)d MB. Your host can bring it in at the console."),
                        code="too_large",
                        params={"limit": LARGEST // 1_000_000},
                    )
            if not file.tell():
                raise Refusal(_("This file is empty."), code="empty")
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        drop(key)
        raise
    return key


def archive(key: str) -> Path:
    """The file as it came."""
    return folder_of(key) / ARCHIVE


def unpacked(key: str) -> Path:
    """What had to be unpacked."""
    return folder_of(key) / UNPACKED


def items(key: str) -> Path:
    """What the archive says, laid out."""
    return folder_of(key) / ITEMS


def drop(key: str) -> None:
    """Take everything away; nothing when it is gone already."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def folder_of(key: str) -> Path:
    """The folder of a key; whatever is no key of ours has none."""
    if not KEY.match(key):
        raise FileNotFoundError(key)
    return _root() / key


def keys_older_than(moment: datetime) -> Iterator[str]:
    """The keys of folders that were made before this moment."""
    root = _root()
    for folder in root.iterdir() if root.exists() else ():
        if KEY.match(folder.name) and datetime.fromtimestamp(folder.stat().st_mtime, UTC) < moment:
            yield folder.name


def _root() -> Path:
    return Path(settings.DATA_DIR) / "imports"
