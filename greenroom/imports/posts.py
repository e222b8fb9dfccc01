"""Posts from a table or from JSON lines: author, date, text."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from greenroom.imports import dates
from greenroom.imports.dates import UnreadableDateError
from greenroom.imports.handles import Names, UnfitHandleError
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.source import Row, records, require_columns
from greenroom.kit import text
from greenroom.people import actions as people
from greenroom.people import queries
from greenroom.people.models import Identity, Person
from greenroom.social import actions
from greenroom.social.models import Audience, Post
from greenroom.social.queries import audience_of

BATCH = 200  # rows in one transaction
DEFERRED = 20_000  # answers whose parents come later in the file
AUTHOR = ("author", "handle", "user", "username", "screen_name", "account")
DATE = ("date", "created_at", "published_at", "published", "datetime", "time", "timestamp")
TEXT = ("text", "content", "body", "full_text", "status", "message", "headline", "note")
KEY = ("id", "id_str", "uri", "url")
PARENT = ("reply_to", "in_reply_to", "in_reply_to_id", "in_reply_to_status_id")
LANGUAGE = ("language", "lang")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39);")
FIXED = {
    "public": Audience.PUBLIC,
    "quiet_public": Audience.QUIET_PUBLIC,
    "followers": Audience.FOLLOWERS,
    "network": Audience.NETWORK,
}


def import_file(path: Path, report: Report, *, audience: str, by: Person | None, now: datetime) -> None:
    """Store the posts of a file under ids and dates of their own time; nobody is told.

    Without a column `author` they are the posts of `by`. Authors who are not here yet become unclaimed people
    when a host (or the operator) imports. Refuses a file without date or text, and an unknown audience.
    """
    order = dates.day_stands_first(row.first(DATE) for row in records(path, Report(report.file)))
    shelf = Shelf(report, audience=audience_named(audience), by=by, day_first=order, now=now)
    any_row = False
    for batch in batched(checked(path, report, by), BATCH, strict=False):
        any_row = True
        with transaction.atomic():
            for row in batch:
                shelf.take(row)
    shelf.take_deferred()
    if not any_row and not report.refusals:
        raise UnusableFileError("The file has no posts in it.")


def checked(path: Path, report: Report, by: Person | None) -> Iterator[Row]:
    """The rows of a file that has what is needed."""
    for row in records(path, report):
        if row.is_head:
            require_columns(row, {"date": DATE, "text": TEXT} | ({} if by else {"author": AUTHOR}))
        else:
            yield row


def audience_named(key: str) -> Audience:
    """The audience of a key such as `network`, `org:skerrow` or `circle:board`."""
    if key in FIXED:
        return Audience.objects.get(pk=FIXED[key])
    kind, _, handle = key.partition(":")
    identity = queries.identity_by_handle(handle) if handle else None
    wanted = {"org": Identity.Kind.ORGANISATION, "circle": Identity.Kind.CIRCLE}.get(kind)
    if identity is None or identity.kind != wanted:
        raise UnusableFileError(
            f"There is no audience “{key[:60]}”. Use one of {', '.join(FIXED)}, org:HANDLE, circle:HANDLE."
        )
    return audience_of(identity)


@dataclass(kw_only=True)
class Item:
    """A row that has been understood."""

    row: Row
    author: Identity
    published_at: datetime
    words: text.Words


class Shelf:
    """Puts the posts of one file away, parents before their answers."""

    def __init__(
        self, report: Report, *, audience: Audience, by: Person | None, day_first: bool, now: datetime
    ) -> None:
        self.report, self.audience, self.by, self.day_first, self.now = report, audience, by, day_first, now
        self.names = Names()
        self.authors: dict[str, Identity] = {}
        self.stored: dict[str, int] = {}  # foreign id to ours
        self.deferred: list[Item] = []

    def take(self, row: Row) -> None:
        """Store one post, or say why not; an answer waits while its parent is not there."""
        try:
            item = self.understood(row)
        except (UnfitHandleError, UnreadableDateError) as error:
            self.report.refuse(row.line, str(error))
        except ValidationError as refusal:
            self.report.refuse(row.line, " ".join(refusal.messages))
        else:
            parent = row.first(PARENT)
            if parent and parent not in self.stored and len(self.deferred) < DEFERRED:
                self.deferred.append(item)
            else:
                self.store(item)

    def take_deferred(self) -> None:
        """Store the answers that waited, oldest first."""
        for batch in batched(sorted(self.deferred, key=lambda item: item.published_at), BATCH, strict=False):
            with transaction.atomic():
                for item in batch:
                    self.store(item)

    def understood(self, row: Row) -> Item:
        """Author, date and words of a row."""
        published_at = dates.moment(row.first(DATE), day_first=self.day_first)
        words = words_of(row)
        return Item(row=row, author=self.author(row.first(AUTHOR)), published_at=published_at, words=words)

    def author(self, raw: str) -> Identity:
        """Who wrote it; somebody unknown is added, unclaimed, when a host imports."""
        if not raw and self.by is not None:
            return self.by.identity
        handle = self.names.handle(raw)
        if handle not in self.authors:
            self.authors[handle] = self.found_or_added(handle, raw.strip().removeprefix("@"))
        return self.authors[handle]

    def found_or_added(self, handle: str, name: str) -> Identity:
        """The identity of this handle."""
        identity = queries.identity_by_handle(handle, include_suspended=True)
        if identity is None:
            if self.by is not None and not queries.is_host(self.by):
                raise UnfitHandleError(f"Only a host can import posts of @{handle}.")
            people.add_people(names={handle: name}, by=self.by, now=self.now)
            self.report.add("people")
            identity = Identity.objects.get(handle=handle)
        if identity.kind == Identity.Kind.CIRCLE:
            raise UnfitHandleError(f"@{handle} is a circle and writes no posts.")
        return identity

    def store(self, item: Item) -> None:
        """One post under the key that finds it again the next time."""
        parent_id = self.stored.get(item.row.first(PARENT))
        key = source_key(item)
        known = Post.objects.filter(source_key=key).exists()
        try:
            post = actions.import_post(
                author=item.author,
                audience=self.audience,
                headline=item.words.headline,
                note=item.words.note,
                language=item.row.first(LANGUAGE)[:8],
                published_at=item.published_at,
                source_key=key,
                reply_to=Post.objects.get(pk=parent_id) if parent_id else None,
                by=self.by,
                now=self.now,
            )
        except ValidationError as refusal:
            self.report.refuse(item.row.line, " ".join(refusal.messages))
            return
        if foreign := item.row.first(KEY):
            self.stored[foreign] = post.pk
        if known:
            self.report.known += 1
        else:
            self.report.add("posts")
            self.report.add("replies", int(parent_id is not None))


def words_of(row: Row) -> text.Words:
    """Headline and note; `&amp;` and its like, which exports write, are read as what they stand for."""
    headline = plain(row.fields.get("headline", ""))
    if headline:
        return text.split(plain(row.first(("note", *TEXT[:-2]))), headline)
    return text.split(plain(row.first(TEXT)))


def plain(words: str) -> str:
    """Text without the five escapes of HTML."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), words)


def source_key(item: Item) -> str:
    """The same for the same post whenever it comes: author with its foreign id, or with date and words."""
    what = item.row.first(KEY) or f"{item.published_at.isoformat()} {item.words.headline}\n\n{item.words.note}"
    return "file:" + hashlib.sha256(f"{item.author.handle}\n{what}".encode()).hexdigest()
