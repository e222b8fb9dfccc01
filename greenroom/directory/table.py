"""Reads a people file as it comes from elsewhere: any usual encoding and separator, columns by name."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from greenroom.directory.said import Said, harmless
from greenroom.kit.refusals import Refusal

MOST_BYTES = 10_000_000
MOST_LINES = 50_000
LONGEST_CELL = 10_000  # characters
SEPARATORS = ",;\t|"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("key", "id", "external_id", "externalid", "employee_id", "employee_number", "personnel_number",
            "personalnummer", "matricule"),
    "email": ("email", "e_mail", "mail", "email_address", "mail_address", "userprincipalname"),
    "name": ("name", "display_name", "displayname", "full_name"),
    "first": ("first", "first_name", "firstname", "given_name", "givenname", "vorname", "prénom"),
    "last": ("last", "last_name", "lastname", "surname", "family_name", "sn", "nachname", "nom"),
    "title": ("title", "job_title", "jobtitle", "position", "funktion", "fonction"),
    "unit": ("unit", "department", "division", "abteilung", "service"),
    "manager": ("manager", "manager_id", "supervisor", "vorgesetzt", "responsable"),
    "language": ("language", "lang", "preferred_language", "sprache", "langue"),
}  # fmt: skip


class Rows(Protocol):
    """What Python's reader of tables does."""

    line_num: int

    def __next__(self) -> list[str]:
        """The cells of the next line."""


@dataclass(frozen=True)
class Line:
    """A line of the file: what it says, or the sentence why it cannot be read. `key` is known where it could be."""

    number: int
    key: str
    said: Said | None
    refusal: Refusal | None = None


def lines_of(content: bytes, *, columns: Mapping[str, str]) -> Iterator[Line]:
    """Every line under the line of names; `columns` says which of them holds what, in the place of the usual names.

    Refuses a file that is empty, no text, too large, or lacks the columns for name and address.
    """
    head, rows = _head(content)
    places = _places(head, columns)
    for count in range(MOST_LINES + 1):
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or any(len(cell) > LONGEST_CELL for cell in cells):
            yield Line(rows.line_num, "", None, _unreadable())
            continue
        if count == MOST_LINES:
            raise Refusal(
                _("The file has more than %(limit)d lines."), code="too_many_lines", params={"limit": MOST_LINES}
            )
        if any(cell.strip() for cell in cells):
            yield _line(rows.line_num, cells, head, places)


def _head(content: bytes) -> tuple[list[str], Rows]:
    """The names of the columns, folded, and a reader that stands behind them."""
    words = decoded(content)
    text = io.StringIO(words, newline="")
    first = ""
    while line := text.readline():
        if line.strip() and not line.lower().startswith("sep="):
            first = line
            break
    if not first:
        raise Refusal(_("The file is empty."), code="empty")
    separator = max(SEPARATORS, key=first.count)
    skipped = words[: text.tell() - len(first)].count("\n")
    source = io.StringIO("\n" * skipped + words[text.tell() - len(first) :], newline="")
    reader = csv.reader(source, delimiter=separator, skipinitialspace=True)
    try:
        head = next(cells for cells in reader if cells)
    except csv.Error:
        raise _unreadable() from None
    return [folded(cell) for cell in head], reader


def _unreadable() -> Refusal:
    return Refusal(_("The line cannot be read."), code="unreadable")


def decoded(content: bytes) -> str:
    """The words: with a mark what it says, else UTF-8, else what old spreadsheets write. Refuses what is no text."""
    if len(content) > MOST_BYTES:
        raise Refusal(
            _("The file has more than %(limit)d MB."),
            code="too_large",
            params={"limit": MOST_BYTES // 1_000_000},
        )
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and content.count(b"\0"):
        raise Refusal(_("The file is not a text file."), code="no_text")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def folded(name: str) -> str:
    """A column's name without case, spaces and hyphens."""
    return name.strip().strip('"').lower().replace(" ", "_").replace("-", "_")


def _places(head: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each of our names stands in a line; refuses a mapping to a column that is not there."""
    places: dict[str, int] = {}
    for ours, theirs in columns.items():
        if folded(theirs) not in head:
            raise _no_column(theirs, head)
        places[ours] = head.index(folded(theirs))
    for ours, usual in COLUMNS.items():
        found = next((head.index(one) for one in usual if one in head), None)
        if ours not in places and found is not None and found not in places.values():
            places[ours] = found
    if "email" not in places:
        raise _no_column("email", head)
    if "name" not in places and "last" not in places:
        raise _no_column("name", head)
    return places


def _no_column(name: str, head: list[str]) -> Refusal:
    shown = ", ".join(harmless(one) for one in head if one)[:300]
    return Refusal(
        _("The file has no column “%(column)s”. Its columns are: %(columns)s."),
        code="no_column",
        params={"column": harmless(name), "columns": shown},
    )


def _line(number: int, cells: list[str], head: list[str], places: Mapping[str, int]) -> Line:
    """What a line says; without a column for the key the address is the key."""
    if len(cells) > len(head):
        refusal = Refusal(_("The line has more cells than the line of names."), code="too_many_cells")
        return Line(number, _cell(cells, places, "key") or _cell(cells, places, "email").lower(), None, refusal)
    given = {name: _cell(cells, places, name) for name in places}
    email = given.get("email", "")
    said = Said(
        key=given.get("key", "") if "key" in places else email.lower(),
        email=email,
        name=given.get("name") or " ".join(filter(None, (given.get("first"), given.get("last")))),
        title=given.get("title", ""),
        unit=given.get("unit", ""),
        manager=given.get("manager", ""),
        language=given.get("language", "").lower()[:2],
        attributes={name: given[name] for name in places if name not in COLUMNS},
    )
    return Line(number, said.key, said)


def _cell(cells: list[str], places: Mapping[str, int], name: str) -> str:
    place = places.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""
