"""What an archive says, understood: posts and boosts in the order of their dates, one line each in a file of ours."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

LONGEST_LINE = 8_000_000


class File(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that belongs to a post: its name in the archive, empty when it is not there, and what it shows."""

    called: str
    name: str = ""
    description: str = ""


class Said(msgspec.Struct, frozen=True, omit_defaults=True, tag="said"):
    """A post; `author` is empty for whoever the archive belongs to."""

    where: str
    key: str
    at: int  # milliseconds since 1970
    text: str
    headline: str = ""
    author: str = ""
    audience: str = ""  # empty where the archive does not say
    language: str = ""
    warning: str = ""
    sensitive: bool = False
    parent: str = ""
    files: tuple[File, ...] = ()
    otherwise: str = ""  # words for a post that has none once its files are gone


class Passed(msgspec.Struct, frozen=True, omit_defaults=True, tag="passed"):
    """A boost of what has this key, and stands at this address."""

    where: str
    key: str
    at: int
    target: str
    address: str
    author: str = ""
    whose: str = ""
    audience: str = ""


class Whom(msgspec.Struct, frozen=True, omit_defaults=True, tag="whom"):
    """Somebody whom the owner follows; `at` is the line, so that they come in order."""

    where: str
    key: str
    at: int
    shows_boosts: bool = True
    author: str = ""


type Item = Said | Passed | Whom
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Said | Passed | Whom)


def write(items: Iterable[Item], path: Path) -> int:
    """Lay the items out in the order of their dates, complete or not at all; returns how many there are."""
    loose = path.with_suffix(".loose")
    places: list[tuple[int, int]] = []
    with loose.open("wb") as file:
        for item in items:
            places.append((item.at, file.tell()))
            file.write(_encoder.encode(item) + b"\n")
    places.sort()
    part = path.with_suffix(".part")
    with loose.open("rb") as source, part.open("wb") as file:
        for _at, place in places:
            source.seek(place)
            file.write(source.readline())
        file.flush()
        os.fsync(file.fileno())
    loose.unlink()
    part.rename(path)
    return len(places)


def read(path: Path, *, since: int = 0) -> Iterator[tuple[Item, int]]:
    """The items from this place of the file on, each with the place behind it."""
    with path.open("rb") as file:
        file.seek(since)
        while line := file.readline():
            yield _decoder.decode(line), file.tell()
