"""What an import did, and which lines it refused, with place and reason."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from greenroom.imports.tally import MOST_NOTES, Tally

ONE = {
    "people": "person",
    "replies": "reply",
    "media": "attachment",
    "media_with_alt": "attachment with a description",
    "outside_links": "boost kept as a link",
    "files": "picture kept",
}
EVERY = 0.2  # seconds between two such words
PATIENCE = 2.0  # seconds after which a terminal is told how far it is
COUNTED = (
    "posts",
    "boosts",
    "replies",
    "media",
    "media_with_alt",
    "people",
    "follows",
    "circles",
    "outside_links",
    "files",
)
WORDS = {
    "media": "attachments",
    "media_with_alt": "attachments with a description",
    "outside_links": "boosts kept as links",
    "files": "pictures kept",
}


class UnusableFileError(Exception):
    """The file as a whole cannot be imported; the sentence says why."""


def spool() -> IO[str]:
    """Refused lines wait on the disk, so that a file of nothing but mistakes does not fill the memory."""
    return tempfile.TemporaryFile("w+", encoding="utf-8")


def counted(number: int, what: str) -> str:
    """`1 person`, `2 people`, `1 post`, `3 boosts kept as links`."""
    return f"1 {ONE.get(what) or what.removesuffix('s')}" if number == 1 else f"{number:,} {WORDS.get(what, what)}"


@dataclass
class Report:
    """Counts of what is new, of what was there before, and the refused lines."""

    file: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    known: int = 0
    notes: dict[str, int] = field(default_factory=dict)  # what was changed on the way in, and how often
    refusals: int = 0
    _spool: IO[str] = field(default_factory=spool)
    _began: float = field(default_factory=time.monotonic)
    _told: float = 0.0

    def add(self, what: str, number: int = 1) -> None:
        """Count something new."""
        self.counts[what] += number

    def refuse(self, line: int, why: str) -> None:
        """Note a refused line; line 0 is the file itself."""
        self.refuse_at(f"{self.file}, line {line}" if line else self.file, why)

    def refuse_at(self, where: str, why: str) -> None:
        """Note what was refused at a place that is no line."""
        self._spool.write(json.dumps({"where": where, "why": why}, ensure_ascii=False) + "\n")
        self.refusals += 1

    def note(self, what: str, times: int = 1) -> None:
        """Something was taken in otherwise than the file has it; told once, however often."""
        if what in self.notes or len(self.notes) < MOST_NOTES:
            self.notes[what] = self.notes.get(what, 0) + times

    def take(self, tally: Tally) -> None:
        """Count a stretch that stands by now."""
        for what, number in tally.counts.items():
            self.add(what, number)
        self.known += tally.known
        for what, times in tally.notes.items():
            self.note(what, times)
        for where, why in tally.refused:
            self.refuse_at(where, why)

    def refused(self) -> Iterator[str]:
        """Each refusal as a line of JSON, in the order of the file."""
        self._spool.seek(0)
        yield from self._spool

    def progress(self, lines: int, what: str = "lines") -> None:
        """On a terminal, once it takes long: how far we are."""
        now = time.monotonic()
        if now - self._began > PATIENCE and now - self._told > EVERY and sys.stderr.isatty():
            self._told = now
            print(f"\r{lines:,} {what}", end="", file=sys.stderr, flush=True)

    def print(self, *, as_json: bool) -> None:
        """The result: one object of JSON as the last line, or sentences and the refused lines."""
        if self._told:
            print("\r", end="", file=sys.stderr)
        if as_json:
            self._print_json()
            return
        for line in self.refused():
            refusal = json.loads(line)
            print(f"refused: {refusal['where']}: {refusal['why']}", file=sys.stderr)
        for what, times in self.notes.items():
            print(f"note: {what}" + (f" ({times:,} times)" if times > 1 else ""), file=sys.stderr)
        new = ", ".join(counted(number, what) for what, number in self.counts.items() if number)
        print(f"Imported {new or 'nothing new'}. {self.known:,} were there already, {self.refusals:,} lines refused.")

    def _print_json(self) -> None:
        """One object, written piece by piece: its list may be long."""
        head = json.dumps(self.counts)[:-1]
        sys.stdout.write(f'{head}, "refused": [')
        for number, line in enumerate(self.refused()):
            sys.stdout.write((", " if number else "") + line.rstrip("\n"))
        sys.stdout.write("]}\n")
        sys.stdout.flush()
