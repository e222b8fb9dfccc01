"""Reads a community's own files: its people, circles, articles and events, as lists of JSON."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from greenroom.imports import dates, hugo
from greenroom.imports.archives import Archive
from greenroom.imports.dates import UnreadableDateError
from greenroom.imports.elements import elements_in
from greenroom.imports.items import Item, Said
from greenroom.imports.loose import UnfitItemError, items, mapping, required, words
from greenroom.imports.report import UnusableFileError
from greenroom.imports.tally import Tally
from greenroom.kit import text

FILES = ("people.json", "communities.json", "events.json", "news.jsonl", "topics.json")
LONGEST_LINE = 4_000_000
ZONE = re.compile(r"\d\d\s*(Z|[+-]\d\d:?\d\d)\Z")
NOT_IN_TAGS = re.compile(r"[^\w]+")
MOST_TAGS = 30


class Files:
    """The files of a community, each of them optional; `people`, `circles` and the posts one gets by iterating."""

    def __init__(self, archive: Archive, tally: Tally, *, now: datetime) -> None:
        self.archive, self.tally, self.now = archive, tally, now
        self.names = {file: name for file in FILES if (name := archive.find(file))}
        if not self.names:
            raise UnusableFileError(
                _("The archive has no “%(name)s” in it.") % {"name": "people.json, communities.json, news.jsonl"}
            )
        self.called = {words(one.get("slug")).lower(): words(one.get("name")) for one in self.records("people.json")}
        self.topics = {words(one.get("slug")): words(one.get("title")) for one in self.records("topics.json")}
        self.unsigned = 0  # posts that name no author

    def records(self, file: str) -> Iterator[Mapping[str, Any]]:
        """The objects of one file; none where it is missing."""
        if file in self.names:
            with self.archive.open(self.names[file]) as opened:
                yield from (mapping(one) for one in elements_in(opened, file))

    def people(self) -> Iterator[tuple[str, str, str]]:
        """Short name, name, and where they work."""
        for one in self.records("people.json"):
            if slug := words(one.get("slug")).lower():
                yield slug, words(one.get("name")) or slug, words(one.get("agency"))

    def circles(self) -> Iterator[tuple[str, str, str, list[str]]]:
        """Short name, name, purpose, and the short names of those who keep them."""
        for one in self.records("communities.json"):
            if slug := words(one.get("slug")):
                purpose = html.unescape(words(one.get("summary")) or words(one.get("short")))
                keepers = [words(name).lower() for name in items(one.get("managers"))]
                yield slug, html.unescape(words(one.get("title"))) or slug, purpose, [name for name in keepers if name]

    def __iter__(self) -> Iterator[Item]:
        """Every article and event that can be read; the others are refused with their place."""
        for number, line in enumerate(self.lines("news.jsonl"), start=1):
            yield from self.tried(self.article, line, f"news.jsonl, line {number}")
        for number, one in enumerate(self.records("events.json"), start=1):
            yield from self.tried(self.event, one, f"events.json, item {number}")

    def lines(self, file: str) -> Iterator[Mapping[str, Any]]:
        """The objects of a file that holds one in each line."""
        if file not in self.names:
            return
        with self.archive.open(self.names[file]) as opened:
            while line := opened.readline(LONGEST_LINE):
                try:
                    yield mapping(json.loads(line))
                except (ValueError, RecursionError):
                    yield {}

    def tried(self, read: Any, found: Mapping[str, Any], where: str) -> Iterator[Item]:
        """The item, or nothing and a refusal."""
        try:
            yield read(found, where)
        except (UnreadableDateError, UnfitItemError) as error:
            self.tally.refuse(where, str(error))

    def article(self, found: Mapping[str, Any], where: str) -> Said:
        """An article; without a body, its summary."""
        body = hugo.plain(words(found.get("body_markdown"))) or html.unescape(words(found.get("summary")))
        return self.said(found, where, [body], dates.moment(words(found.get("date")), day_first=False))

    def event(self, found: Mapping[str, Any], where: str) -> Said:
        """An event, dated when it began; refuses one that ends before it starts, by the clock or as it is written.

        As written, because the communities that we know keep the two as text and count such events so: `8:00` comes
        behind `11:00` there. The refusal names the line, and the file is mended with one nought
        (docs/decisions/events-as-written.md).
        """
        start, end = words(found.get("start")), words(found.get("end"))
        begins = dates.moment(start, day_first=False)
        zone = ZONE.search(start)
        whole = end if ZONE.search(end) or not zone else f"{end}{zone[1]}"  # without a zone it is in that of the start
        if end and (end < start or dates.moment(whole, day_first=False) < begins):
            raise UnfitItemError(_("The event ends before it starts, as its times are written."))
        parts = [html.unescape(words(found.get("summary"))), f"{start} \N{EN DASH} {end}" if end else start]
        parts += [words(found.get(name)) for name in ("host", "registration_url")]
        return self.said(found, where, parts, min(begins, self.now))

    def said(self, found: Mapping[str, Any], where: str, parts: list[str], at: datetime) -> Said:
        """A post of these parts, by the first of its authors; the others and the topics stand at its end."""
        authors = [name for one in items(found.get("authors")) if (name := words(one).lower())]
        self.unsigned += not authors
        headline = html.unescape(words(found.get("title")))
        tail = [", ".join(self.called.get(name, name) for name in authors) if len(authors) > 1 else ""]
        tail.append(" ".join(self.tags(found)))
        end = "".join(f"\n\n{part}" for part in tail if part)
        note, is_cut = hugo.fitted(
            "\n\n".join(part for part in parts if part), hugo.ROOM - len(headline) - len(end) - 2
        )
        if is_cut:
            self.tally.note(_("The end of an article that was longer than a post is missing."))
        fits = headline and text.count(headline) <= text.limits.HEADLINE_GRAPHEMES
        return Said(
            where=where,
            key=required(found.get("path")),
            at=int(at.timestamp() * 1000),
            headline=headline if fits else "",
            text=f"{note}{end}" if fits or not headline else f"{headline}\n\n{note}{end}",
            author=authors[0] if authors else "",
        )

    def tags(self, found: Mapping[str, Any]) -> list[str]:
        """The topics, as tags."""
        titles = [self.topics.get(name) or name for one in items(found.get("topics")) if (name := words(one))]
        written = ["".join(part[:1].upper() + part[1:] for part in NOT_IN_TAGS.split(title)) for title in titles]
        return [f"#{tag}" for tag in dict.fromkeys(written) if text.tags(f"#{tag}") == [tag]][:MOST_TAGS]
