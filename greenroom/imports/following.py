"""Reads whom somebody follows, as Mastodon writes it: one address a line, with or without a heading."""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from greenroom.imports.archives import Archive, Single
from greenroom.imports.items import Item, Whom
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.source import Lines
from greenroom.imports.tally import Tally

HEADING = "account address"
NO = frozenset({"false", "no", "0"})


class Addresses:
    """The addresses of one file; those of other networks are refused one by one when they are met."""

    owner = ""

    def __init__(self, archive: Archive, tally: Tally) -> None:
        if not isinstance(archive, Single):
            raise UnusableFileError(_("The archive has no “%(name)s” in it.") % {"name": "following_accounts.csv"})
        self.path, self.tally = Path(str(next(iter(archive.names.values())))), tally
        self.others: set[str] = set()

    def __iter__(self) -> Iterator[Item]:
        """Whom each line names."""
        lines = Lines(self.path, Report(self.path.name))
        rows = csv.reader(lines)
        while True:
            try:
                cells = [cell.strip() for cell in next(rows)]
            except StopIteration:
                return
            except csv.Error:
                self.tally.refuse(place(lines.number), _("The line cannot be read."))
                continue
            if cells and cells[0] and cells[0].lower().lstrip("\ufeff") != HEADING:
                shows_boosts = len(cells) < 2 or cells[1].lower() not in NO  # noqa: PLR2004 - the second column
                address = cells[0][:300]
                yield Whom(where=place(lines.number), key=address, at=lines.number, shows_boosts=shows_boosts)


def place(number: int) -> str:
    """Where it stands."""
    return _("line %(number)d") % {"number": number}


def handle_here(address: str) -> str:
    """The handle of an address of this network; empty for one of another."""
    handle, _at, host = address.removeprefix("@").partition("@")
    return handle if not host or host.lower() == urlsplit(settings.PUBLIC_URL).netloc.lower() else ""
