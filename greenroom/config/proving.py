"""Backups as an operator asks for them: written, proven by a restore that is thrown away, noted in the database."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.utils import timezone

from greenroom.config import supervisor
from greenroom.kit.keeping import nightly, tape
from greenroom.kit.keeping.taking import take
from greenroom.kit.models import Keeping

ELSEWHERE = ("DATABASE_URL", "DATABASE_URL_FILE", "GREENROOM_DATA", "GREENROOM_BACKUPS")  # a trial is no site
log = logging.getLogger(__name__)


class FailedError(Exception):
    """A backup or its proof did not come about; the message says why in a sentence."""


def write(file: Path) -> dict[str, Any]:
    """Write one backup and note it."""
    began, now = time.monotonic(), timezone.now()
    is_given = os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")
    secret = None if is_given else settings.DATA_DIR / "secret-key"
    try:
        manifest, size = take(file, secret=secret, now=now)
    except (OSError, tape.TakenError, AnyDatabaseError) as error:
        fault = _sentence(error, file)
        _note(Keeping.Kind.BACKUP, file, began, fault=fault)
        raise FailedError(fault) from error
    rows, pictures = manifest.rows, manifest.pictures
    _note(Keeping.Kind.BACKUP, file, began, rows=rows, bytes=size)
    seconds = round(time.monotonic() - began, 1)
    sentence = f"{file} holds {rows} rows and {pictures.files} files of pictures ({size} bytes, {seconds} s)."
    if pictures.lost:
        sentence += f" {len(pictures.lost)} files of pictures are missing in the data folder."
    return {
        "file": str(file),
        "bytes": size,
        "rows": rows,
        "tables": len(manifest.tables),
        "pictures": pictures.files,
        "lost": list(pictures.lost),
        "secret": tape.SECRET in manifest.members,
        "made_at": manifest.made_at,
        "seconds": seconds,
        "sentence": sentence,
    }


def prove(file: Path) -> dict[str, Any]:
    """Restore a backup into a folder beside it that is thrown away, check everything, and note it."""
    began = time.monotonic()
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    try:
        with tempfile.TemporaryDirectory(prefix=".greenroom-trial-", dir=file.parent) as place:
            words = [*settings.CONSOLE, "restore", str(file), "--into", f"{place}/site", "--json"]
            done = subprocess.run(words, env=kept, check=False, capture_output=True, text=True)  # noqa: S603 - ours
        said = _answer(done)
    except OSError as error:
        said = {"error": _sentence(error, file)}
    if fault := said.get("error"):
        _note(Keeping.Kind.DRILL, file, began, fault=str(fault))
        raise FailedError(str(fault))
    _note(Keeping.Kind.DRILL, file, began, rows=said["rows"], bytes=file.stat().st_size)
    seconds = round(time.monotonic() - began, 1)
    sentence = f"{file} was restored in trial in {seconds} s: {said['rows']} rows, everything holds."
    return {**said, "file": str(file), "folder": None, "seconds": seconds, "sentence": sentence}


def by_night() -> dict[str, Any]:
    """One backup into the folder of the setting, the old ones out of it, and a proof each week."""
    if not settings.BACKUPS_FOLDER:
        raise FailedError("GREENROOM_BACKUPS names no folder.")
    supervisor.die_with_parent()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing half done is left
    folder, now = Path(settings.BACKUPS_FOLDER).absolute(), timezone.now()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FailedError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    said = write(folder / nightly.name_at(now))
    said["gone"] = nightly.rotate(folder, now)
    if nightly.needs_proof(now):
        prove(Path(said["file"]))
    return said


def _answer(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return {"error": f"The trial ended with code {done.returncode}: {done.stderr.strip()[-200:]}"}
    return said


def _sentence(error: Exception, file: Path) -> str:
    if isinstance(error, OSError):
        return f"{file} cannot be written: {error.strerror or error}. Nothing of it is left."
    return str(error)


def _note(kind: Keeping.Kind, file: Path, began: float, **about: object) -> None:
    """The backup counts even where the database takes no note of it."""
    try:
        nightly.note(kind, file=file.name, now=timezone.now(), seconds=time.monotonic() - began, **about)
    except AnyDatabaseError as error:
        log.error("the run of %s could not be noted: %s", kind, type(error).__name__)
