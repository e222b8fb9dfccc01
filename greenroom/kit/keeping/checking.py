"""Judging an archive as a whole before anything of it is used: shape, hashes, counts; needs no database."""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from greenroom.kit.keeping import columns, tape
from greenroom.kit.keeping.manifest import Manifest, read
from greenroom.kit.keeping.taking import KEY, MOST_TIGHT, line_of
from greenroom.kit.keeping.unfit import UnfitError

LONGEST_MANIFEST = 64 << 20  # bytes
LONGEST_PART = 64 << 20  # bytes of rows once they are unpacked
LONGEST_SECRET = 4_096
HEAD = 18  # bytes of gzip's own around what it packs


def opened(file: Path) -> BinaryIO:
    """The archive, to be judged and then used through the same handle."""
    try:
        return file.open("rb")
    except OSError as error:
        raise UnfitError(f"{file} cannot be read: {error.strerror}.") from error


def checked(stream: BinaryIO) -> Manifest:
    """The manifest of an archive that holds what it says, to the byte; `UnfitError` otherwise."""
    found = list(_named(stream))
    manifest = _manifest(stream, found)
    _check_names(manifest, found)
    _check_members(stream, manifest, found)
    _check_pictures(stream, manifest)
    return manifest


def parts_of(stream: BinaryIO, manifest: Manifest) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Table and rows of one part after the other, each value of the kind that its column has."""
    counts = dict.fromkeys(manifest.tables, 0)
    decoders = {name: columns.decoder(list(kept.columns.values())) for name, kept in manifest.tables.items()}
    for member in _named(stream):
        if match := tape.TABLE.match(member.name):
            name = match[1]
            rows = _lines(decoders[name], unpacked(stream, member), name)
            counts[name] += len(rows)
            yield name, rows
    for name, kept in manifest.tables.items():
        if counts[name] != kept.rows:
            raise UnfitError(f"The archive has {counts[name]} rows of {name} and says {kept.rows}.")


def content_of(stream: BinaryIO, member: tape.Member, most: int) -> bytes:
    """All bytes of a small member."""
    if member.size > most:
        raise UnfitError(f"The archive's file '{member.name}' is too large.")
    return b"".join(tape.pieces(stream, member))


def unpacked(stream: BinaryIO, member: tape.Member) -> bytes:
    """The lines of a part; refuses what grows beyond measure before it has grown."""
    packed = content_of(stream, member, LONGEST_PART)
    most = min(len(packed) * (MOST_TIGHT + 1), LONGEST_PART)
    machine = zlib.decompressobj(wbits=31)
    try:
        content = machine.decompress(packed, most + 1)
    except zlib.error as error:
        raise UnfitError(f"The archive's file '{member.name}' cannot be unpacked.") from error
    if len(content) > most or not machine.eof or machine.unused_data:
        raise UnfitError(f"The archive's file '{member.name}' unpacks to more than it may.")
    return content


def _lines(decoder: "msgspec.json.Decoder[tuple[object, ...]]", content: bytes, name: str) -> list[tuple[object, ...]]:
    try:
        return decoder.decode_lines(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnfitError(f"The archive's rows of {name} are not what its manifest says.") from error


def _named(stream: BinaryIO) -> Iterator[tape.Member]:
    """Everything but pictures, of which there may be many; their shapes are looked at on the way."""
    return (member for member in tape.members(stream) if not tape.PICTURE.match(member.name))


def _manifest(stream: BinaryIO, found: list[tape.Member]) -> Manifest:
    by_name = {member.name: member for member in found}
    if tape.MANIFEST not in by_name or tape.CHECK not in by_name:
        raise UnfitError("The archive has no manifest: it was never finished, or it is cut off.")
    said = content_of(stream, by_name[tape.MANIFEST], LONGEST_MANIFEST)
    if content_of(stream, by_name[tape.CHECK], 64) != hashlib.sha256(said).hexdigest().encode():
        raise UnfitError("The archive's manifest was altered.")
    return read(said)


def _check_names(manifest: Manifest, found: list[tape.Member]) -> None:
    """Exactly the members that the manifest names, and of each table exactly its parts."""
    names = {member.name for member in found} - {tape.MANIFEST, tape.CHECK}
    if names != set(manifest.members):
        raise UnfitError("The archive's files are not those that its manifest names.")
    parts = {
        f"tables/{name}/{number:06}.jsonl.gz" for name, kept in manifest.tables.items() for number in range(kept.parts)
    }
    if names - {tape.SECRET} != parts:
        raise UnfitError("The archive's tables are not those that its manifest names.")
    if any(set(kept.columns.values()) - set(columns.SHAPES) for kept in manifest.tables.values()):
        raise UnfitError("The archive has columns of a kind that this version does not know.")


def _check_members(stream: BinaryIO, manifest: Manifest, found: list[tape.Member]) -> None:
    for member in found:
        if member.name in manifest.members:
            digest = hashlib.sha256()
            for piece in tape.pieces(stream, member):
                digest.update(piece)
            if digest.hexdigest() != manifest.members[member.name]:
                raise UnfitError(f"The archive's file '{member.name}' was altered.")
        if member.name == tape.SECRET and member.size > LONGEST_SECRET:
            raise UnfitError("The archive's secret is too long to be one.")


def _check_pictures(stream: BinaryIO, manifest: Manifest) -> None:
    """The list of pictures made again while their bytes go by."""
    listed, files, size = hashlib.sha256(), 0, 0
    for member in tape.members(stream):
        if tape.PICTURE.match(member.name):
            digest = hashlib.sha256()
            for piece in tape.pieces(stream, member):
                digest.update(piece)
            listed.update(line_of(member.name, member.size, digest.hexdigest()))
            files, size = files + 1, size + member.size
    said = manifest.pictures
    if (files, size, listed.hexdigest()) != (said.files, said.bytes, said.sha256):
        raise UnfitError("The archive's pictures are not those that its manifest names.")
    if any(not tape.PICTURE.match(f"pictures/{name}") or len(name) <= KEY for name in [*said.gone, *said.lost]):
        raise UnfitError("The archive names missing pictures that are none.")
