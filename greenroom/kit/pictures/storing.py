"""The files of pictures in the data folder: a folder for each key, complete or not there at all."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from greenroom.kit.pictures.making import Picture

KEY = re.compile(r"\A[0-9a-f]{32}\Z")
FULL, PREVIEW = VARIANTS = ("full", "preview")
UNFINISHED = "unfinished"  # beside the shelves: what is being written


def put(picture: Picture) -> str:
    """Write both files to the disk and return their new key. What is returned outlasts a power cut."""
    key = secrets.token_hex(16)
    made = _root() / UNFINISHED / key
    made.mkdir(parents=True)
    try:
        for variant, content in ((FULL, picture.full), (PREVIEW, picture.preview)):
            with (made / variant).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _sync(made)
        shelf = _shelf(key)
        shelf.mkdir(exist_ok=True)
        made.rename(shelf / key)
        _sync(shelf)
        _sync(_root())
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return key


def opened(key: str, variant: str) -> BinaryIO:
    """One of the files, to be read; `FileNotFoundError` for a key or variant that is not there."""
    if variant not in VARIANTS:
        raise FileNotFoundError(variant)
    return (folder_of(key) / variant).open("rb")


def drop(key: str) -> None:
    """Take the files away; nothing when they are gone already."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def folder_of(key: str) -> Path:
    """Where the files of a key lie. Whatever is no key of ours, has no folder."""
    if not KEY.match(key):
        raise FileNotFoundError(key)
    return _shelf(key) / key


def keys_older_than(moment: datetime) -> Iterator[list[str]]:
    """Shelf by shelf, the keys of files that were written before this moment."""
    for shelf in sorted(_root().glob("[0-9a-f][0-9a-f]")):
        keys = [folder.name for folder in shelf.iterdir() if KEY.match(folder.name) and _written(folder) < moment]
        if keys:
            yield keys


def drop_unfinished(before: datetime) -> None:
    """Take away what was begun before this moment and never finished: its process was killed."""
    unfinished = _root() / UNFINISHED
    for folder in unfinished.iterdir() if unfinished.exists() else ():
        if _written(folder) < before:
            shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    return Path(settings.PICTURES_FOLDER)


def _shelf(key: str) -> Path:
    return _root() / key[:2]


def _written(folder: Path) -> datetime:
    try:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    except FileNotFoundError:  # another worker was faster
        return datetime.max.replace(tzinfo=UTC)


def _sync(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
