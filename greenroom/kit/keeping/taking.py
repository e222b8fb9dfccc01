"""Making an archive while the site serves and writes: rows of one moment first, then the files that they name."""

import gzip
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

import msgspec
from django.db import connection

from greenroom.kit import sealing
from greenroom.kit.keeping import columns, registry, tape
from greenroom.kit.keeping.manifest import FORMAT, PURPOSE, Kept, Manifest, Pictures, written
from greenroom.kit.keeping.snapshot import Snapshot, snapshot
from greenroom.kit.pictures import storing

PART = 4 << 20  # bytes of rows that are packed together
MOST_TIGHT = 100  # times that a part may shrink; what shrinks more is stored as it is, so that a bomb is known as one
KEY = 32  # characters


@dataclass
class Hand:
    """What is in the making: the archive, and what its manifest will say."""

    writer: tape.Writer
    members: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Kept] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> None:
        """Add a member whose hash stands in the manifest."""
        self.members[name] = hashlib.sha256(content).hexdigest()
        self.writer.add(name, content)


def take(file: Path, *, secret: Path | None, now: datetime) -> tuple[Manifest, int]:
    """Write the archive `file`; what it holds, and its size in bytes.

    `secret` is the file of the installation's secret where it lies in the data folder: it travels with the rows that
    it opens. Raises `tape.TakenError` where the name is taken, `OSError` where the disk refuses; then nothing is left.
    """
    with tape.Writer(file) as writer, tempfile.TemporaryFile() as keys:
        hand = Hand(writer)
        with snapshot() as moment:
            migrations = moment.migrations()
            for table in columns.tables():
                _put_table(hand, moment, table)
            _note_keys(moment, keys)
        pictures = _put_pictures(hand.writer, keys)
        if secret is not None and secret.exists():
            hand.put(tape.SECRET, secret.read_bytes())
        made_at = now.astimezone(UTC).isoformat(timespec="seconds")
        manifest = Manifest(
            format=FORMAT,
            greenroom=version("greenroom"),
            made_at=made_at,
            migrations=migrations,
            tables=hand.tables,
            members=hand.members,
            pictures=pictures,
            seal=sealing.seal(PURPOSE, made_at),
        )
        said = written(manifest)
        writer.add(tape.MANIFEST, said)
        writer.add(tape.CHECK, hashlib.sha256(said).hexdigest().encode())
        return manifest, writer.finish()


def _put_table(hand: Hand, moment: Snapshot, table: columns.Table) -> None:
    """The rows as JSON lines, in parts of some megabytes."""
    encoder, waiting, rows, parts = msgspec.json.Encoder(), bytearray(), 0, 0
    for some in moment.rows(table):
        rows += len(some)
        waiting += encoder.encode_lines(some)
        if len(waiting) >= PART:
            hand.put(_part(table, parts), _packed(bytes(waiting)))
            parts += 1
            waiting.clear()
    if waiting:
        hand.put(_part(table, parts), _packed(bytes(waiting)))
        parts += 1
    counter = moment.counter(table) if table.counts else None
    hand.tables[table.name] = Kept(key=table.key, columns=table.columns, rows=rows, parts=parts, counter=counter)


def _part(table: columns.Table, number: int) -> str:
    return f"tables/{table.name}/{number:06}.jsonl.gz"


def _packed(content: bytes) -> bytes:
    tight = gzip.compress(content, compresslevel=1, mtime=0)
    return tight if len(tight) * MOST_TIGHT >= len(content) else gzip.compress(content, compresslevel=0, mtime=0)


def _note_keys(moment: Snapshot, keys: IO[bytes]) -> None:
    """Write down which files the rows of this moment name; the moment need not last while they are copied."""
    for table, column in registry.PICTURES:
        keys.writelines(f"{key}\n".encode() for key in moment.column(table, column) if storing.KEY.match(key))


def _sorted_keys(keys: IO[bytes]) -> Iterator[str]:
    """Each key once, in order; a shelf of 256 at a time, so that memory stays small."""
    for shelf in range(256):
        start = f"{shelf:02x}".encode()
        keys.seek(0)
        yield from sorted({line.strip().decode() for line in keys if line.startswith(start)})


def _put_pictures(writer: tape.Writer, keys: IO[bytes]) -> Pictures:
    """Both files of each key; what vanished meanwhile is noted."""
    listed, files, size = hashlib.sha256(), 0, 0
    missing: dict[bool, list[str]] = {True: [], False: []}
    for key in _sorted_keys(keys):
        for variant in storing.VARIANTS:
            try:
                found = storing.opened(key, variant)
            except FileNotFoundError:
                missing[_stands(key)].append(f"{key}/{variant}")
                continue
            with found:
                content = found.read()  # made by our own encoder: some megabytes at most
            name = f"pictures/{key}/{variant}"
            writer.add(name, content)
            listed.update(line_of(name, len(content), hashlib.sha256(content).hexdigest()))
            files, size = files + 1, size + len(content)
    return Pictures(files=files, bytes=size, sha256=listed.hexdigest(), gone=missing[False], lost=missing[True])


def line_of(name: str, size: int, digest: str) -> bytes:
    """How a picture stands in the list over which the manifest has a hash."""
    return f"{digest} {size} {name}\n".encode()


def _stands(key: str) -> bool:
    """Whether a row still names the key now. Files go after their row, so one of a deleted row is no loss."""
    with connection.cursor() as cursor:
        for table, column in registry.PICTURES:
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = %s', [key])  # noqa: S608 - our own names
            if cursor.fetchone():
                return True
    return False
