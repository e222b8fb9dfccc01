"""What an import did, and which lines it refused, with place and reason."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

MOST_NOTES = 50  # different ones; a file of nothing else does not fill the screen
ONE = {"people": "person", "media": "file", "media_with_alt": "file with alt text"}
EVERY = 0.2  # seconds between two such words
PATIENCE = 2.0  # seconds after which a terminal is told how far it is
COUNTED = ("posts", "boosts", "replies", "media", "media_with_alt", "people", "follows")


class UnusableFileError(Exception):
    """The file as a whole cannot be imported; the sentence says why."""


def spool() -> IO[str]:
    """Refused lines wait on the disk, so that a file of nothing but mistakes does not fill the memory."""
    return tempfile.TemporaryFile("w+", encoding="utf-8")


def counted(number: int, what: str) -> str:
    """`1 person`, `2 people`, `1 post`, `3 files with alt text`."""
    if number == 1:
        return f"1 {ONE.get(what) or what.removesuffix('s').replace('replie', 'reply')}"
    many = {"media": "files", "media_with_alt": "files with alt text"}.get(what, what)
    return f"{number:,} {many}"


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
        where = f"{self.file}, line {line}" if line else self.file
        self._spool.write(json.dumps({"where": where, "why": why}, ensure_ascii=False) + "\n")
        self.refusals += 1

    def note(self, what: str) -> None:
        """Something was taken in otherwise than the file has it; told once, however often."""
        if what in self.notes or len(self.notes) < MOST_NOTES:
            self.notes[what] = self.notes.get(what, 0) + 1

    def refused(self) -> Iterator[str]:
        """Each refusal as a line of JSON, in the order of the file."""
        self._spool.seek(0)
        yield from self._spool

    def progress(self, lines: int) -> None:
        """On a terminal, once it takes long: how far we are."""
        now = time.monotonic()
        if now - self._began > PATIENCE and now - self._told > EVERY and sys.stderr.isatty():
            self._told = now
            print(f"\r{lines:,} lines", end="", file=sys.stderr, flush=True)

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
