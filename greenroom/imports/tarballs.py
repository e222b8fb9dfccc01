"""A tar file, packed or not: its plain files are laid out under numbers before anything is read."""

import gzip
import json
import tarfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from greenroom.imports.archives import Archive, damaged, require_modest
from greenroom.imports.report import UnusableFileError

GZIP = b"\x1f\x8b"
LISTED = "names.json"  # what lies in the folder, once all of it does
TAR_AT, TAR = 257, b"ustar"
PIECE = 1 << 20
LONGEST_READ = 4 * PIECE  # a header that claims more is no header


class Tarball(Archive):
    """Unpacked into `scratch`, each file under its number; links and devices refuse the whole."""

    def __init__(self, path: Path, scratch: Path) -> None:
        super().__init__()
        kept = scratch / LISTED
        if kept.exists():  # laid out before, by whoever was stopped since
            listed = json.loads(kept.read_text(encoding="utf-8"))
            self.names = {name: scratch / where for name, where in listed.items()}
            return
        with path.open("rb") as raw:
            plain = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if is_gzip(path) else raw
            try:
                bounded: Any = Bounded(plain, path.stat().st_size)
                with tarfile.open(fileobj=bounded, mode="r:") as tar:
                    listing: Any = tar
                    for member in tar:
                        self._take(tar, member, scratch)
                        listing.members = []  # it would keep them all
                listed = {name: Path(str(where)).name for name, where in self.names.items()}
                kept.with_suffix(".part").write_text(json.dumps(listed), encoding="utf-8")
                kept.with_suffix(".part").rename(kept)
            except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, ValueError) as error:
                raise damaged() from error

    def _take(self, tar: tarfile.TarFile, member: tarfile.TarInfo, scratch: Path) -> None:
        if not member.isreg() and not member.isdir():
            raise UnusableFileError(
                _("The archive holds a link or a device: “%(name)s”.") % {"name": member.name[:100]}
            )
        where = scratch / str(len(self.names))
        self.add(member.name, where)
        if member.isdir():
            del self.names[next(reversed(self.names))]
            return
        content = tar.extractfile(member)
        with where.open("wb") as out:
            while content and (piece := content.read(PIECE)):
                out.write(piece)

    def open(self, name: str) -> BinaryIO:
        """The file as it was laid out."""
        return Path(str(self.names[name])).open("rb")


class Bounded:
    """A packed stream that says no when it becomes too large, or when a header wants too much at once."""

    def __init__(self, file: BinaryIO, packed: int) -> None:
        self.file, self.packed = file, packed

    def read(self, size: int = -1) -> bytes:
        """Some bytes."""
        if size < 0 or size > LONGEST_READ:
            raise damaged()
        require_modest(self.file.tell() + size, self.packed)
        return self.file.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        """Go on; what is skipped has to be unpacked too."""
        if whence != 0:
            raise damaged()
        require_modest(place, self.packed)
        return self.file.seek(place)

    def tell(self) -> int:
        """How far it is."""
        return self.file.tell()


def is_gzip(path: Path) -> bool:
    """By its first bytes."""
    with path.open("rb") as file:
        return file.read(2) == GZIP


def is_tarball(path: Path) -> bool:
    """Whether it is a tar file, packed with gzip or not."""
    if is_gzip(path):
        return True
    with path.open("rb") as file:
        return file.read(TAR_AT + len(TAR))[TAR_AT:] == TAR
