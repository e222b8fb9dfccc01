"""Reads a file as it comes from elsewhere: any usual encoding and separator, one bounded line at a time."""

import codecs
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from greenroom.imports.report import Report, UnusableFileError

LINE_LIMIT = 2_000_000  # characters; a longer line is refused, not kept
SEPARATORS = ",;\t|"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
csv.field_size_limit(LINE_LIMIT)


@dataclass(frozen=True)
class Row:
    """One record: the line on which it ends, and its fields by folded column name."""

    line: int
    fields: dict[str, str]
    is_head: bool = False  # the names of the columns, without values

    def first(self, names: Sequence[str]) -> str:
        """The first of these columns that holds something, trimmed; empty when none does."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16 with a mark, UTF-8 without one, else what old spreadsheets write; refuses what is no text."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            for mark, name in MARKS:
                if head.startswith(mark):
                    return name
            file.seek(0)
            return "utf-8" if is_utf8(file) else "cp1252"
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror}.") from error


def is_utf8(file: "codecs._ReadableStream") -> bool:
    """Whether every byte of the file is UTF-8; looks at a megabyte at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1 << 20):
            if chunk.count(b"\0") > len(chunk) // 10:
                raise UnusableFileError(_("The file is not a text file."))
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class Lines:
    """The lines of a file with their number; a line beyond the limit is refused and left out."""

    def __init__(self, path: Path, report: Report) -> None:
        self.path, self.report, self.number = path, report, 0
        self.encoding = encoding_of(path)

    def __iter__(self) -> Iterator[str]:
        """Line by line, line end included."""
        self.number = 0
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            while line := file.readline(LINE_LIMIT):
                self.number += 1
                self.report.progress(self.number)
                if len(line) == LINE_LIMIT:
                    self.report.refuse(self.number, f"The line has more than {LINE_LIMIT:,} characters.")
                    while line and not line.endswith("\n"):
                        line = file.readline(LINE_LIMIT)
                    continue
                yield line


def table(path: Path, report: Report) -> Iterator[Row]:
    """The records of a file with a line of column names; refuses a file that is empty."""
    lines = Lines(path, report)
    head = next((line for line in lines if line.strip() and not line.lower().startswith("sep=")), "")
    if not head:
        raise UnusableFileError("The file is empty.")
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(started_after(lines, head), delimiter=separator, skipinitialspace=True)
    names = [folded(name) for name in next(reader)]
    yield Row(line=lines.number, fields=dict.fromkeys(names, ""), is_head=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.refuse(lines.number, f"The line cannot be read: {error}.")
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line=lines.number, fields=dict(zip(names, map(str.strip, cells), strict=False)))


def started_after(lines: Lines, head: str) -> Iterator[str]:
    """The lines from the head on."""
    rest = iter(lines)
    yield next(line for line in rest if line == head)
    yield from rest


def folded(name: str) -> str:
    """A column's name without case, spaces and hyphens."""
    return name.strip().strip('"').lower().replace(" ", "_").replace("-", "_")


def objects(path: Path, report: Report) -> Iterator[Row]:
    """The records of a file of JSON lines; refuses each line that is no object."""
    lines = Lines(path, report)
    for line in lines:
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            report.refuse(lines.number, "The line is not JSON.")
            continue
        if not isinstance(found, dict):
            report.refuse(lines.number, "The line is not an object.")
            continue
        yield Row(line=lines.number, fields={folded(key): words(value) for key, value in found.items()})


def words(value: object) -> str:
    """A value of JSON as text; nothing for what holds none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def records(path: Path, report: Report) -> Iterator[Row]:
    """Rows of a table or of JSON lines, whichever the file begins with; the first row of a table names its columns."""
    first = next((line.lstrip() for line in Lines(path, report) if line.strip()), "")
    if not first:
        raise UnusableFileError("The file is empty.")
    return objects(path, report) if first.startswith("{") else table(path, report)


def require_columns(row: Row, wanted: Mapping[str, Sequence[str]]) -> None:
    """Refuse the file when a needed column is missing; says which, and which there are."""
    missing = [name for name, names in wanted.items() if not any(one in row.fields for one in names)]
    if missing:
        raise UnusableFileError(
            f"The file has no column {' and no column '.join(repr(name) for name in missing)}. "
            f"Its columns are: {', '.join(name or '(no name)' for name in row.fields)[:500]}."
        )
