"""The archive's own shape: a tar of plain files with known names, written once and read with suspicion.

Any tar program opens it. What is read here is narrower than what tar can hold: regular files alone, names from one
list of shapes, no extensions of the format. So a name can lead nowhere, and no header can ask for memory.
"""

import fcntl
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Self

from greenroom.kit.keeping.unfit import UnfitError

BLOCK = tarfile.BLOCKSIZE
AT_ONCE = 1 << 20  # bytes read in one go
MANIFEST, CHECK, SECRET = "manifest.json", "manifest.sha256", "secrets/secret-key"
TABLE = re.compile(r"\Atables/([a-z0-9_]{1,63})/([0-9]{6})\.jsonl\.gz\Z")
PICTURE = re.compile(r"\Apictures/([0-9a-f]{32})/(full|preview)\Z")
LARGEST = 8**11 - 1  # bytes of one file, as far as the plain format counts


class TakenError(Exception):
    """Somebody else writes this archive at the moment, or a file of its name is there."""


@dataclass(frozen=True)
class Member:
    """One file of the archive, and where its bytes begin."""

    name: str
    size: int
    offset: int


class Writer:
    """Writes `<file>.unfinished`, and gives it its name when everything is on the disk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.part = file.with_name(f"{file.name}.unfinished")
        if file.exists():
            raise TakenError(f"{file} exists; a backup never replaces another one.")
        # One that was killed leaves the part: its lock is gone with it, and the next one begins over it.
        handle = os.open(self.part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        self.stream: IO[bytes] = os.fdopen(handle, "r+b")
        try:
            fcntl.flock(self.stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.stream.close()
            raise TakenError(f"Another process is writing {file} at this moment.") from error
        os.fchmod(self.stream.fileno(), 0o600)
        self.stream.truncate(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """What was not finished is taken away."""
        if not self.stream.closed:
            self.part.unlink(missing_ok=True)
            self.stream.close()

    def add(self, name: str, content: bytes) -> None:
        """One member whose bytes are at hand."""
        self._head(name, len(content))
        self.stream.write(content)
        self._fill(len(content))

    def begin(self, name: str, size: int) -> None:
        """A member whose bytes follow by `more` and `end`."""
        self._head(name, size)

    def more(self, piece: bytes) -> None:
        """Some of its bytes."""
        self.stream.write(piece)

    def end(self, size: int) -> None:
        """All of its bytes are there."""
        self._fill(size)

    def finish(self) -> int:
        """Let it last, then name it; the size in bytes. Nobody ever sees half a file under the final name."""
        self.stream.write(b"\0" * (2 * BLOCK))
        self.stream.flush()
        os.fsync(self.stream.fileno())
        size = os.fstat(self.stream.fileno()).st_size
        try:
            os.link(self.part, self.file)
            self.part.unlink()
        except FileExistsError as error:
            raise TakenError(f"{self.file} exists; a backup never replaces another one.") from error
        except OSError:  # a file system without a second name for a file
            self.part.rename(self.file)
        self.stream.close()
        sync(self.file.parent)
        return size

    def _head(self, name: str, size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.stream.write(entry.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict"))

    def _fill(self, size: int) -> None:
        self.stream.write(b"\0" * (-size % BLOCK))


def sync(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def members(stream: BinaryIO) -> Iterator[Member]:
    """Every file of the archive in order; refuses whatever is not of our own shape, and what ends too early."""
    whole = os.fstat(stream.fileno()).st_size
    position, seen = 0, ""
    while True:
        stream.seek(position)
        block = stream.read(BLOCK)
        if block == b"\0" * BLOCK:
            return
        member = _member(block, position + BLOCK)
        if member.name <= seen and not _may_follow(member.name, seen):
            raise UnfitError(f"The archive holds '{member.name}' twice or out of order.")
        if member.offset + member.size > whole:
            raise UnfitError("The archive is cut off.")
        seen = member.name
        yield member
        position = member.offset + member.size + -member.size % BLOCK


def _may_follow(name: str, before: str) -> bool:
    """Kinds follow one another in the order in which they are written; within a kind the names ascend."""
    return _rank(name) > _rank(before)


def _rank(name: str) -> int:
    if TABLE.match(name):
        return 1
    if PICTURE.match(name):
        return 2
    return {SECRET: 3, MANIFEST: 4, CHECK: 5}.get(name, 0)


def _member(block: bytes, offset: int) -> Member:
    try:
        entry = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise UnfitError("This is not an archive of Greenroom, or it is damaged.") from error
    if entry.type != tarfile.REGTYPE or entry.linkname:
        raise UnfitError("The archive holds something that is not a plain file.")
    if not _rank(entry.name):
        raise UnfitError(f"The archive holds a file that no backup has: {entry.name!r}.")
    if not 0 <= entry.size <= LARGEST:
        raise UnfitError("The archive holds a file of an impossible size.")
    return Member(entry.name, entry.size, offset)


def pieces(stream: BinaryIO, member: Member) -> Iterator[bytes]:
    """The bytes of a member, some at a time."""
    stream.seek(member.offset)
    left = member.size
    while left:
        piece = stream.read(min(left, AT_ONCE))
        if not piece:
            raise UnfitError("The archive is cut off.")
        left -= len(piece)
        yield piece
