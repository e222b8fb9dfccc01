"""The files of an archive as a network hands it out: a folder, a zip, a tar.gz; refused whole when it is ill-meant.

No name in an archive ever becomes a path on this machine: what is read is looked up in the list of its names, and
what has to be unpacked lies under numbers (trust, M2).
"""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from greenroom.imports.report import UnusableFileError

MOST_FILES = 100_000
MOST_BYTES = 20 * 2**30  # of all files together, unpacked
HIGHEST_RATIO = 200  # JSON of a network packs to a tenth
FREE_BYTES = 50_000_000  # so much may come out of anything
DIRECTORY_BYTES = MOST_FILES * 400  # of a zip, read before anything else
END_OF_ZIP, TAIL = b"PK\x05\x06", 22 + 65_535


class Archive:
    """Files by name. Use as a context; `open` refuses a name that is not in the list with `KeyError`."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}

    def add(self, name: str, where: object) -> None:
        """Take a name into the list; refuses one that leads out of the archive, and too many."""
        self.names[safe_name(name)] = where
        if len(self.names) > MOST_FILES:
            raise UnusableFileError(_("The archive holds more than %(most)d files.") % {"most": MOST_FILES})

    def find(self, *endings: str) -> str | None:
        """The shortest name that is one of these, or ends with it in some folder; the first ending wins."""
        for ending in endings:
            fitting = [name for name in self.names if name == ending or name.endswith(f"/{ending}")]
            if fitting:
                return min(fitting, key=lambda name: (name.count("/"), name))
        return None

    def open(self, name: str) -> BinaryIO:
        """The file of this name."""
        raise NotImplementedError

    def close(self) -> None:
        """Give back what is held."""


class Folder(Archive):
    """A folder of the operator's: files below it and nothing behind a link."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        for place, folders, files in os.walk(path, followlinks=False):
            for name in (*folders, *files):
                whole = Path(place) / name
                mode = whole.lstat().st_mode
                if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                    raise UnusableFileError(_("The archive holds a link or a device: “%(name)s”.") % {"name": name})
                if stat.S_ISREG(mode):
                    self.add(whole.relative_to(path).as_posix(), whole)

    def open(self, name: str) -> BinaryIO:
        """Opened without following a link that was put there meanwhile."""
        where = self.names[name]
        return os.fdopen(os.open(str(where), os.O_RDONLY | os.O_NOFOLLOW), "rb")


class Single(Archive):
    """One file alone, under its own name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.add(path.name, path)

    def open(self, name: str) -> BinaryIO:
        """The file."""
        where = self.names[name]
        return Path(str(where)).open("rb")


class Zip(Archive):
    """A zip file; nothing is unpacked to the disk."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        require_short_directory(path)
        try:
            self.file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise damaged() from error
        try:
            self._list(path.stat().st_size)
        except BaseException:
            self.close()
            raise

    def _list(self, packed: int) -> None:
        whole = 0
        for entry in self.file.infolist():
            mode = entry.external_attr >> 16
            if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
                raise UnusableFileError(
                    _("The archive holds a link or a device: “%(name)s”.") % {"name": entry.filename[:100]}
                )
            if entry.flag_bits & 1:
                raise UnusableFileError(_("The archive is locked with a password."))
            whole += entry.file_size
            require_modest(whole, packed)
            if entry.is_dir():
                safe_name(entry.filename.rstrip("/"))
            else:
                self.add(entry.filename, entry)

    def open(self, name: str) -> BinaryIO:
        """The file, read while it is unpacked; never more than its entry says."""
        entry = self.names[name]
        assert isinstance(entry, zipfile.ZipInfo)  # noqa: S101 - what `_list` put there
        return self.file.open(entry)  # type: ignore[return-value] # it reads as a binary file does

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def safe_name(name: str) -> str:
    """The name itself; refuses one that is absolute, leads upwards or is none."""
    path = PurePosixPath(name)
    is_drive = len(name) > 1 and name[1] == ":"
    if not name or path.is_absolute() or is_drive or "\\" in name or "\0" in name or ".." in path.parts:
        raise UnusableFileError(_("The archive holds a name that leads out of it: “%(name)s”.") % {"name": name[:100]})
    return path.as_posix()


def require_modest(unpacked: int, packed: int) -> None:
    """Refuse what would come out far larger than it went in."""
    if unpacked > MOST_BYTES or unpacked > FREE_BYTES + HIGHEST_RATIO * packed:
        raise UnusableFileError(_("The archive would unpack to far more than archives do. Nothing was read."))


def require_short_directory(path: Path) -> None:
    """Refuse a zip whose list of files would not fit the memory, before that list is read."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    at = tail.rfind(END_OF_ZIP)
    if at < 0 or len(tail) < at + 16:
        raise damaged()
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if length > DIRECTORY_BYTES:  # also 0xFFFFFFFF, which refers to a longer list elsewhere
        raise UnusableFileError(_("The archive holds more than %(most)d files.") % {"most": MOST_FILES})


def damaged() -> UnusableFileError:
    """The sentence for what cannot be opened."""
    return UnusableFileError(_("The archive is damaged: it cannot be opened."))


@contextmanager
def opened(path: Path, scratch: Path) -> Iterator[Archive]:
    """The archive at a path, whatever its form; `scratch` is an empty folder that takes what must be unpacked."""
    archive = archive_of(path, scratch)
    try:
        yield archive
    except zipfile.BadZipFile as error:
        raise damaged() from error
    finally:
        archive.close()


def archive_of(path: Path, scratch: Path) -> Archive:
    """By what the file is, not by what it is called."""
    from greenroom.imports.tarballs import Tarball, is_tarball

    try:
        if path.is_dir():
            return Folder(path)
        with path.open("rb") as file:
            head = file.read(4)
        if head.startswith((b"PK\x03\x04", END_OF_ZIP)):
            return Zip(path)
        return Tarball(path, scratch) if is_tarball(path) else Single(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> UnusableFileError:
    """The sentence for what the machine does not let us read."""
    return UnusableFileError(f"{path} cannot be read: {error.strerror}.")
