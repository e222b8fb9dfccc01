"""What is wrong between the rows and the files of pictures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from greenroom.kit.doctor.registry import check
from greenroom.kit.keeping.own import keys_in_use
from greenroom.kit.pictures import owning, storing

SWEPT = timedelta(days=3)  # the worker takes them away after one
MOST = 200_000  # files that are looked at in one go


@check(
    "pictures-lost", mend="Copy the folder 'media' back from a backup; the names stand in 'greenroom doctor --json'."
)
def pictures_are_lost(now: datetime) -> Iterator[str]:  # noqa: ARG001 - the shape of a check
    """Rows whose files are gone show a broken picture."""
    lost = [key for _table, _column, key in keys_in_use() if not _is_whole(key)]
    if lost:
        yield f"{len(lost)} pictures have a row and no file: {', '.join(sorted(lost)[:5])}"


def _is_whole(key: str) -> bool:
    return all((storing.folder_of(key) / variant).is_file() for variant in storing.VARIANTS)


@check("pictures-foreign", mend="Set GREENROOM_DATA to the folder of this database, or move its 'media' there.")
def pictures_are_foreign(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """The folder carries the mark of another database."""
    file, ours = Path(settings.PICTURES_FOLDER) / owning.MARK, owning.FOLDER.get()
    if ours and file.exists() and file.read_text(encoding="ascii").strip() != ours:
        yield f"The folder {file.parent} belongs to another database."


@check("pictures-orphaned", mend="Run 'greenroom work': it takes away once a day what no row names.")
def pictures_are_orphaned(now: datetime) -> Iterator[str]:
    """Files that no row names, long after the worker should have swept them."""
    known, count = {key for _table, _column, key in keys_in_use()}, 0
    for keys in storing.keys_older_than(now - SWEPT):
        count += len(set(keys) - known)
        if count > MOST:
            break
    if count:
        yield f"{count} pictures lie in the folder and no row names them."
