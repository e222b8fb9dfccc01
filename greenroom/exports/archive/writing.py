"""Writing an archive into a file: row by row, however much there is, and whole or not there at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from django.utils import timezone, translation

from greenroom.exports.archive.contents import Contents, Part
from greenroom.exports.archive.pages import Pages
from greenroom.exports.archive.words import STYLE
from greenroom.kit.pictures import storing

UNFINISHED = ".part"
PRIVATE = 0o600 << 16  # how a file of the archive is unpacked: for its owner alone


def write(contents: Contents, path: Path, *, now: datetime) -> dict[str, int]:
    """Write the archive to `path`; returns how many rows there are of each kind.

    It is written beside its place and then moved there, so that whoever is killed leaves no half of one, and a
    second writer writes the same file again. Reads without a transaction: nobody waits for a long archive.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as unfinished, tempfile.TemporaryDirectory(dir=path.parent, suffix=UNFINISHED) as folder:
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive, _in_words_of(contents):
            counts = Writer(archive, Path(folder), contents, now).all_parts()
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    return counts


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _in_words_of(contents: Contents) -> Iterator[None]:
    with translation.override(contents.language), timezone.override(ZoneInfo(contents.time_zone)):
        yield


class Writer:
    """One archive while it is written."""

    def __init__(self, archive: ZipFile, folder: Path, contents: Contents, now: datetime) -> None:
        self.archive = archive
        self.contents = contents
        self.now = now
        self.pages = Pages(folder, contents)

    def all_parts(self) -> dict[str, int]:
        """Each kind as JSON and as pages, its files, and then what leads to all of them."""
        counts = {part.key: self._rows(part) for part in self.contents.parts}
        for part in self.contents.parts:
            self._files(part)
        about = {
            "network": settings.PUBLIC_URL,
            "handle": self.contents.identity.handle,
            "made_at": self.now,
            "rows": counts,
        }
        self._whole("archive.json", msgspec.json.format(msgspec.json.encode(about), indent=2))
        self._whole("index.html", self.pages.index(counts, now=self.now).encode())
        self._whole("style.css", STYLE.encode())
        return counts

    def _rows(self, part: Part) -> int:
        """One row at a time into both files: of JSON into the archive, of pages beside it."""
        number = 0
        with self.archive.open(self._entry(f"json/{part.key}.json"), "w", force_zip64=True) as file:
            with self.pages.of(part) as page:
                for number, row in enumerate(part.rows(), start=1):
                    file.write(b"[\n" if number == 1 else b",\n")
                    file.write(msgspec.json.encode(row))
                    page.add(row)
            file.write(b"\n]\n" if number else b"[]\n")
        for name, written in page.files:
            with written.open("rb") as source:
                self._copy(source, name)
            written.unlink()
        return number

    def _files(self, part: Part) -> None:
        """Pictures as they are; one that was taken away meanwhile is left out."""
        for name, key in part.files():
            try:
                source = storing.opened(key, storing.FULL)
            except FileNotFoundError:
                continue
            with source:
                self._copy(source, name, method=ZIP_STORED)

    def _copy(self, source: Any, name: str, *, method: int = ZIP_DEFLATED) -> None:
        with self.archive.open(self._entry(name, method=method), "w", force_zip64=True) as file:
            shutil.copyfileobj(source, file)

    def _whole(self, name: str, content: bytes) -> None:
        self.archive.writestr(self._entry(name), content)

    def _entry(self, name: str, *, method: int = ZIP_DEFLATED) -> ZipInfo:
        entry = ZipInfo(name, date_time=self.now.timetuple()[:6])
        entry.compress_type, entry.external_attr = method, PRIVATE
        return entry
