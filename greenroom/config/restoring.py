"""The folder of a restore: made beside everything else, complete or visibly unfinished. Loads no Django."""

import shutil
from pathlib import Path

from greenroom.config import env

BUILDING = "restoring"  # inside the folder, while it is made; as long as it holds anything, the site does not open
DATABASE, QUEUE, SECRET, MEDIA, LOCK = "greenroom.sqlite3", "greenroom.sqlite3-queue", "secret-key", "media", "up.lock"
ERASURES = "erasures.jsonl"
OURS = {BUILDING, DATABASE, QUEUE, SECRET, MEDIA, LOCK, ERASURES}
NOBODYS = {"lost+found", LOCK}  # what a folder may hold and is empty all the same


def is_unfinished(folder: Path) -> bool:
    """Whether a restore into the folder was begun and did not end."""
    building = folder / BUILDING
    return building.is_dir() and any(building.iterdir())


def require_whole(folder: Path) -> None:
    """Nothing opens a folder that holds half a restore."""
    if is_unfinished(folder):
        raise env.MisconfiguredError(
            f"A restore into {folder} did not end. Run 'greenroom restore FILE --into {folder}' again: it begins anew."
        )


def trouble_with(folder: Path) -> str:
    """Why nothing can be restored into this folder; empty where it can."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return f"{folder} is no folder."
    if not folder.exists():
        return ""
    names = {entry.name for entry in folder.iterdir()} - NOBODYS
    if names and not (is_unfinished(folder) and names <= OURS):
        return f"{folder} is not empty. Name an empty folder or a new one; nothing was changed."
    return ""


def sweep(folder: Path) -> None:
    """Take away what an earlier restore left, so that this one begins anew."""
    for name in OURS - {LOCK, BUILDING}:
        _drop(folder / name)
    _drop(folder / BUILDING)


def settle(folder: Path) -> None:
    """Give everything its name; the database last. The folder opens when `end` has taken the rest away."""
    for name in (MEDIA, SECRET, ERASURES, DATABASE):
        if (folder / BUILDING / name).exists():
            (folder / BUILDING / name).rename(folder / name)


def erasures_in(folder: Path) -> Path:
    """Where the log of erasures goes on, while the folder is made."""
    return folder / BUILDING / ERASURES


def end(folder: Path) -> None:
    """The folder is whole."""
    _drop(folder / BUILDING)


def _drop(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
