"""The pages of an archive: readable without Greenroom, without scripts and without a network."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from django.template.loader import render_to_string

from greenroom.exports.archive.contents import Contents, Part
from greenroom.exports.archive.showing import shown
from greenroom.people.belongings import Row
from greenroom.web import moments

ROWS_A_PAGE = 2_000  # of what has no year


class Pages:
    """All pages of one archive."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self.folder = folder
        self.contents = contents
        self.first: dict[str, list[tuple[str, str]]] = {}  # kind -> (address, name) of its pages

    @contextmanager
    def of(self, part: Part) -> Iterator["PartPages"]:
        """The pages of one kind; complete when the block ends."""
        pages = PartPages(self, part)
        try:
            yield pages
        finally:
            pages.close()
        self.first[part.key] = pages.named

    def index(self, counts: Mapping[str, int], *, now: datetime) -> str:
        """The page that leads to all others."""
        lines = [(part, counts[part.key], self.first[part.key]) for part in self.contents.parts]
        return render_to_string(
            "exports/archive/index.html",
            {
                "identity": self.contents.identity,
                "lines": lines,
                "made": moments.whole(now),
                "language": self.contents.language,
            },
        )

    def open(self, name: str, title: str) -> TextIO:
        """A new page with its head."""
        page = (self.folder / name).open("w", encoding="utf-8")
        page.write(render_to_string("exports/archive/head.html", {"title": title, "language": self.contents.language}))
        return page


class PartPages:
    """The pages of one kind: posts by their year, everything else in order."""

    def __init__(self, pages: Pages, part: Part) -> None:
        self.pages = pages
        self.part = part
        self.named: list[tuple[str, str]] = []
        self.files: list[tuple[str, Path]] = []
        self._page: TextIO | None = None
        self._year = ""
        self._count = 0

    def add(self, row: Row) -> None:
        """One more row; a new page where its year begins, or the last one is long."""
        published_at = row.get("published_at")
        year = str(published_at.year) if isinstance(published_at, datetime) else ""
        if self._page is None or year != self._year or self._count >= ROWS_A_PAGE:
            self._begin(year)
        assert self._page is not None  # noqa: S101 - begun just now
        self._page.write(shown(row))
        self._count += 1

    def close(self) -> None:
        """Write the end of the page that is open."""
        if self._page is not None:
            self._page.write(render_to_string("exports/archive/foot.html"))
            self._page.close()
            self._page = None

    def _begin(self, year: str) -> None:
        self.close()
        number = len(self.files) + 1
        name = f"{self.part.key}.html" if number == 1 else f"{self.part.key}-{number}.html"
        told = year or str(number)
        title = str(self.part.label) if number == 1 and not year else f"{self.part.label}, {told}"
        self._page, self._year, self._count = self.pages.open(name, title), year, 0
        self.files.append((name, self.pages.folder / name))
        self.named.append((name, told))
