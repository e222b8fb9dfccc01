"""Reads a long JSON array piece by piece, so that an archive of any size costs the memory of one post."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from greenroom.imports.report import UnusableFileError

PIECE = 1 << 18
LONGEST = 4_000_000  # characters of one element; beyond, the file is broken
WHITE = " \t\r\n"


class Reader:
    """A window on a text of JSON."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file, self.name = file, name
        self.decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self.text, self.at, self.is_over = "", 0, False
        self.decoder = json.JSONDecoder()

    def more(self) -> bool:
        """Read on; false at the end of the file."""
        if self.is_over:
            return False
        piece = self.file.read(PIECE)
        self.is_over = not piece
        try:
            words = self.decode(piece, final=self.is_over)
        except UnicodeDecodeError:
            raise self.broken() from None
        self.text, self.at = self.text[self.at :] + words, 0
        return True

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in WHITE:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def skip(self, sign: str) -> None:
        """Pass this character; anything else breaks the file."""
        if self.peek() != sign:
            raise self.broken()
        self.at += 1

    def skip_behind(self, sign: str) -> None:
        """Pass everything up to this character, and it too."""
        while (found := self.text.find(sign, self.at)) < 0:
            self.at = len(self.text)
            if not self.more():
                raise self.broken()
        self.at = found + 1

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                found, end = None, -1
            if 0 <= end < len(self.text) or (end >= 0 and self.is_over):
                self.at = end
                return found
            if len(self.text) - self.at > LONGEST or not self.more():
                raise self.broken()

    def elements(self) -> Iterator[Any]:
        """Those of the array that begins here."""
        self.skip("[")
        while (sign := self.peek()) != "]":
            yield self.value()
            sign = self.peek()
            if sign == ",":
                self.at += 1
            elif sign != "]":
                raise self.broken()
        self.at += 1

    def broken(self) -> UnusableFileError:
        """The sentence for what is no JSON."""
        return UnusableFileError(
            _("“%(name)s” is damaged: it is not the JSON that it should be. Nothing was imported.")
            % {"name": self.name}
        )


def elements_of(file: BinaryIO, name: str, member: str) -> Iterator[Any]:
    """The elements of the array under this member of the object that the file holds."""
    reader = Reader(file, name)
    reader.skip("{")
    while reader.peek() != "}":
        key = reader.value()
        reader.skip(":")
        if key == member and reader.peek() == "[":
            yield from reader.elements()
            return
        reader.value()
        if reader.peek() == ",":
            reader.at += 1
    raise UnusableFileError(_("“%(name)s” holds no posts.") % {"name": name})


def elements_behind(file: BinaryIO, name: str, sign: str) -> Iterator[Any]:
    """The elements of an array that is assigned in a script: `window.part = [...]`."""
    reader = Reader(file, name)
    reader.skip_behind(sign)
    yield from reader.elements()


def elements_in(file: BinaryIO, name: str) -> Iterator[Any]:
    """The elements of the array that is the whole file."""
    yield from Reader(file, name).elements()
