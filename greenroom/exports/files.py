"""The files of archives in the data folder, one for each key."""

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from greenroom.exports.archive.writing import UNFINISHED

KEY = re.compile(r"\A[0-9a-f]{32}\Z")


def path_of(key: str) -> Path:
    """Where the file lies. Whatever is no key of ours, has none."""
    if not KEY.match(key):
        raise FileNotFoundError(key)
    return Path(settings.EXPORTS_FOLDER) / f"{key}.zip"


def opened(key: str) -> BinaryIO:
    """The file, to be read; `FileNotFoundError` when it is gone."""
    return path_of(key).open("rb")


def drop(key: str) -> None:
    """Take it away; nothing when it is gone already."""
    path_of(key).unlink(missing_ok=True)


def drop_unfinished(before: datetime) -> None:
    """Take away what was begun before this moment and never finished: its process was killed."""
    for left in Path(settings.EXPORTS_FOLDER).glob(f"*{UNFINISHED}"):
        if left.stat().st_mtime >= before.timestamp():
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def keys() -> set[str]:
    """Of all files that are there."""
    return {file.stem for file in Path(settings.EXPORTS_FOLDER).glob("*.zip") if KEY.match(file.stem)}
