"""A restore from its beginning to its end: judge, build beside, check, and only then give it its name."""

import os
import sqlite3
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from greenroom.config import erasing, restoring, supervisor
from greenroom.kit.keeping import checking, tape
from greenroom.kit.keeping.manifest import PURPOSE, Manifest
from greenroom.kit.keeping.unfit import UnfitError


@dataclass(frozen=True)
class Order:
    """What to restore, whereto, and whether the copy may send from the start."""

    file: Path
    folder: Path
    release: bool = False
    erasures: Path | None = None  # the log of who was erased, kept apart from backups
    anyway: bool = False  # open it although something in it does not hold: the only copy is better than none


def rebuild(order: Order) -> dict[str, Any]:
    """Do it; what was restored. `UnfitError` says why not, and then folder and database are as they were."""
    began = time.monotonic()
    erasing.lines_of(order.erasures)  # what cannot be read is refused before anything is written
    with checking.opened(order.file) as stream, ExitStack() as undo:
        manifest = checking.checked(stream)
        if trouble := restoring.trouble_with(order.folder):
            raise UnfitError(trouble)
        is_new = not order.folder.exists()
        try:
            lock = undo.enter_context(supervisor.hold_folder(order.folder, ""))
            undo.callback(_undone, order.folder, is_new=is_new)
            faults = _build(stream, manifest, order)
        except OSError as error:
            raise UnfitError(f"The disk refuses: {error.strerror or error}. Nothing was restored.") from error
        undo.pop_all()
        lock.close()
    return {
        "rows": manifest.rows,
        "tables": len(manifest.tables),
        "pictures": manifest.pictures.files,
        "erasures": len(erasing.lines_of(order.erasures)),
        "faults": faults,
        "missing": [*manifest.pictures.gone, *manifest.pictures.lost],
        "made_at": manifest.made_at,
        "greenroom": manifest.greenroom,
        "folder": str(order.folder),
        "seconds": round(time.monotonic() - began, 1),
    }


def _undone(folder: Path, *, is_new: bool) -> None:
    """What was begun is taken away again."""
    restoring.sweep(folder)
    (folder / restoring.LOCK).unlink(missing_ok=True)
    if is_new:
        folder.rmdir()


def _build(stream: BinaryIO, manifest: Manifest, order: Order) -> list[str]:
    restoring.sweep(order.folder)
    building = order.folder / restoring.BUILDING
    building.mkdir(mode=0o700)
    (building / "begun").touch()  # from here on nothing opens the folder
    _unpack(stream, building)
    os.environ["GREENROOM_DATA"] = str(building)
    import django

    django.setup()
    from django.db import Error as AnyDatabaseError
    from django.db import connection

    try:
        _require_secret(manifest)
        return _fill(stream, manifest, order)
    except (AnyDatabaseError, sqlite3.Error) as error:
        raise UnfitError(f"The database refuses: {type(error).__name__}: {error}".strip()) from error
    finally:
        connection.close()


def _unpack(stream: BinaryIO, building: Path) -> None:
    """The files of pictures, and the secret. Names were judged before: none leads out of the folder."""
    (building / restoring.MEDIA).mkdir()
    for member in tape.members(stream):
        if match := tape.PICTURE.match(member.name):
            place = building / restoring.MEDIA / match[1][:2] / match[1]
            place.mkdir(parents=True, exist_ok=True)
            _write(stream, member, place / match[2])
        elif member.name == tape.SECRET:
            _write(stream, member, building / restoring.SECRET)


def _write(stream: BinaryIO, member: tape.Member, file: Path) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        for piece in tape.pieces(stream, member):
            handle.write(piece)


def _require_secret(manifest: Manifest) -> None:
    """Without the secret of that time neither the audit chain nor the keys of pushes would open."""
    from greenroom.kit import sealing

    if not sealing.is_sealed(PURPOSE, manifest.made_at, manifest.seal):
        raise UnfitError(
            "The backup was made under another SECRET_KEY. Set SECRET_KEY to that one, or add it to "
            "SECRET_KEY_FALLBACKS, and restore again."
        )


def _fill(stream: BinaryIO, manifest: Manifest, order: Order) -> list[str]:
    """The database, and what does not hold in it; on PostgreSQL one transaction, which ends when files have names."""
    from django.db import connection
    from django.utils import timezone

    from greenroom.kit.keeping import loading

    loading.require_known(manifest)
    loading.require_empty()
    with loading.in_one_go():
        loading.load(stream, manifest)
        _mark_pictures()
        now = timezone.now()
        erasing.erase_again(order.erasures, restoring.erasures_in(order.folder), now=now)
        _settle_rows(manifest, order, now)
        faults = _require_sound(manifest, order)
        if connection.vendor != "sqlite":
            _name_files(order.folder)
    if connection.vendor == "sqlite":
        connection.close()
        _end_log(order.folder / restoring.BUILDING / restoring.DATABASE)
        _name_files(order.folder)
    restoring.end(order.folder)
    return faults


def _mark_pictures() -> None:
    """The folder of pictures carries the mark that the rows know, so that its files are looked after."""
    from django.conf import settings

    from greenroom.kit.pictures import owning

    if mark := owning.FOLDER.get():
        (Path(settings.PICTURES_FOLDER) / owning.MARK).write_text(mark, encoding="ascii")


def _settle_rows(manifest: Manifest, order: Order, now: datetime) -> None:
    """What a copy must not do again, and a line in the record that it is one."""
    from django.db import transaction

    from greenroom.kit import audit, outside
    from greenroom.kit.keeping import registry

    with transaction.atomic():
        for settle in registry.SETTLING:
            settle(now)
        if not order.release:
            outside.hold(by=None, now=now)
        audit.record(action="site.restored", actor_id=None, payload={"made_at": manifest.made_at}, now=now)


def _require_sound(manifest: Manifest, order: Order) -> list[str]:
    """What does not hold; refuses it, unless it was ordered all the same."""
    from greenroom.kit.keeping import soundness

    missing = {*manifest.pictures.gone, *manifest.pictures.lost}
    found = [fault for fault in soundness.faults() if not any(name in fault for name in missing)]
    if found and not order.anyway:
        raise UnfitError("What was restored does not hold:\n  " + "\n  ".join(found))
    return found


def _end_log(file: Path) -> None:
    """Bring everything into the one file, and that to the disk."""
    line = sqlite3.connect(file)
    line.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    line.close()


def _name_files(folder: Path) -> None:
    os.sync()
    restoring.settle(folder)
    tape.sync(folder)
    tape.sync(folder.parent)
