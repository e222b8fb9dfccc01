"""What is wrong with the machine and the settings: asked without a single row."""

import os
import shutil
import sqlite3
import stat
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from greenroom.kit.doctor.registry import check

OLDEST_PYTHON, OLDEST_SQLITE = (3, 13), (3, 40, 0)
LITTLE, SHARE = 500_000_000, 0.05  # bytes, and part of the disk, that should be free
REMOTE = ("nfs", "cifs", "smb", "sshfs", "9p", "glusterfs", "ceph", "davfs")
SHORT = 32  # characters of a secret
LOCAL = {"localhost", "127.0.0.1", "::1"}
MOUNTS = Path("/proc/mounts")
SEEN = "unlisted-proxy"  # in the data folder: written by a serving process that met one


@check("python-old", mend="Install Python 3.13 and run 'make setup' again.", reads_rows=False)
def python_is_old(now: datetime) -> Iterator[str]:  # noqa: ARG001 - the shape of a check
    """The version that everything is tested with."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield f"This is Python {'.'.join(map(str, sys.version_info[:3]))}."


@check("sqlite-old", mend="Use a Python that is built with SQLite 3.40 or newer, or PostgreSQL.", reads_rows=False)
def sqlite_is_old(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """What the statements are written for."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE and not _on_postgresql():
        yield f"SQLite is {sqlite3.sqlite_version}."


@check("zones-absent", mend="Install the system's time zones (Debian: apt-get install tzdata).", reads_rows=False)
def zones_are_absent(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Every person lives in a zone."""
    if "Europe/Berlin" not in zoneinfo.available_timezones():
        yield "This machine knows no time zones."


@check("url-insecure", mend="Serve it through https and set GREENROOM_URL to that address.", reads_rows=False)
def address_is_insecure(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Passkeys and pushes need https anywhere but on the own machine."""
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme != "https" and parts.hostname not in LOCAL:
        yield f"GREENROOM_URL is {settings.PUBLIC_URL}: passwords travel openly, and passkeys do not work."


@check("url-local", mend="Set GREENROOM_URL to the address that people type.", reads_rows=False)
def address_is_local(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Links in mail lead to whoever reads them."""
    if settings.MAIL_HOST and urlsplit(settings.PUBLIC_URL).hostname in LOCAL:
        yield f"Mail goes out, and its links lead to {settings.PUBLIC_URL}."


@check(
    "url-path", mend="Set GREENROOM_URL to scheme and host alone, such as https://talk.example.org.", reads_rows=False
)
def address_has_a_path(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Greenroom is served at the root of a host."""
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.path or parts.query or parts.username:
        yield f"GREENROOM_URL is {settings.PUBLIC_URL}, more than scheme, host and port."


@check("debug-on", mend="Take GREENROOM_DEBUG out of the environment.", reads_rows=False)
def debug_is_on(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Its pages show the insides."""
    if settings.DEBUG and urlsplit(settings.PUBLIC_URL).hostname not in LOCAL:
        yield "GREENROOM_DEBUG is on, and others reach this site."


@check("folder-closed", mend="chown the folder to the user who runs Greenroom.", reads_rows=False)
def folder_is_closed(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Everything is written there."""
    for folder in (Path(settings.DATA_DIR), Path(settings.PICTURES_FOLDER), _backups()):
        if folder is not None and folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            yield f"The folder {folder} cannot be written."


@check("secrets-open", mend="chmod -R go= on the data folder.", reads_rows=False)
def secrets_are_open(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Closed words and the key that seals them."""
    for name in ("secret-key", "greenroom.sqlite3"):
        file = Path(settings.DATA_DIR) / name
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield f"Others on this machine may read {file}."


@check(
    "secret-short",
    mend="Set SECRET_KEY to 50 random characters, and the former one in SECRET_KEY_FALLBACKS.",
    reads_rows=False,
)
def secret_is_short(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """It signs sessions."""
    if len(settings.SECRET_KEY) < SHORT:
        yield "SECRET_KEY is short enough to be guessed."


@check("disk-full", mend="Make room on the disk, or move the folder to a larger one.", reads_rows=False)
def disk_is_full(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """A full disk refuses every word that people write."""
    for folder in (Path(settings.DATA_DIR), _backups()):
        if folder is not None and folder.exists():
            usage = shutil.disk_usage(folder)
            if usage.free < LITTLE or usage.free < usage.total * SHARE:
                yield f"On the disk of {folder} {usage.free // 1_000_000} MB are free."


@check("disk-remote", mend="Move the data folder to a disk of this machine, or set DATABASE_URL.", reads_rows=False)
def disk_is_remote(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """SQLite's locks do not hold across a network."""
    kind = _kind_of_disk(Path(settings.DATA_DIR))
    if not _on_postgresql() and any(word in kind for word in REMOTE):
        yield f"The database of SQLite lies on a network's disk ({kind})."


@check("proxy-unlisted", mend="Set GREENROOM_PROXIES to the proxy's address.", reads_rows=False)
def proxy_is_unlisted(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Without it everybody has the proxy's address, and one person's wrong passwords shut everybody out."""
    file = Path(settings.DATA_DIR) / SEEN
    if file.exists() and (peer := file.read_text(encoding="ascii").strip()) not in settings.TRUSTED_PROXIES:
        yield f"A proxy at {peer} names the addresses of others, and is not believed."


def _on_postgresql() -> bool:
    return "postgresql" in str(settings.DATABASES["default"]["ENGINE"])


def _backups() -> Path | None:
    return Path(settings.BACKUPS_FOLDER) if settings.BACKUPS_FOLDER else None


def _kind_of_disk(folder: Path) -> str:
    """The file system of the nearest mount above; nothing where the machine does not tell."""
    if not MOUNTS.exists():
        return ""
    mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    above = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(above, default=("", ""), key=lambda mount: len(mount[0]))[1]
