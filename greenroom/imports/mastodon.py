"""Reads what Mastodon gives to people who leave: `outbox.json`, with `actor.json` and files beside it."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenroom.imports import dates, markup
from greenroom.imports.archives import Archive, Single
from greenroom.imports.dates import UnreadableDateError
from greenroom.imports.elements import elements_of
from greenroom.imports.items import File, Item, Passed, Said
from greenroom.imports.loose import UnfitItemError, address_of, items, mapping, path_of, place, required, words
from greenroom.imports.report import UnusableFileError
from greenroom.imports.tally import Tally

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
POSTS = frozenset({"Note", "Question", "Article", "Page", "Event", "Video", "Audio", "Image"})
OUTBOX = "outbox.json"
SMALL = 1_000_000  # bytes of actor.json
MOST_ATTACHED = 100


@dataclass(frozen=True, kw_only=True)
class Account:
    """Whose archive it is: their address, what they are called, and the address of those who follow them."""

    address: str = ""
    followers: str = ""


class Outbox:
    """The items of one archive; what is addressed to single people is left unread."""

    def __init__(self, archive: Archive, tally: Tally) -> None:
        name = archive.find(OUTBOX) or only_json(archive)
        if name is None:
            raise UnusableFileError(_("The archive has no “%(name)s” in it.") % {"name": OUTBOX})
        self.archive, self.tally, self.name = archive, tally, name
        self.account = account_in(archive)
        self.writers: set[str] = set()

    @property
    def owner(self) -> str:
        """The address of whoever it belongs to: the first that is found, where the archive does not say."""
        return self.account.address

    @property
    def others(self) -> set[str]:
        """Who else wrote what was read so far."""
        return self.writers - {self.account.address}

    def __iter__(self) -> Iterator[Item]:
        """Every post and boost that can be read; the others are refused with their place."""
        with self.archive.open(self.name) as file:
            for number, found in enumerate(elements_of(file, OUTBOX, "orderedItems"), start=1):
                where = place(OUTBOX, number)
                try:
                    item = self.item(found, where)
                except (UnreadableDateError, UnfitItemError) as error:
                    self.tally.refuse(where, str(error))
                else:
                    if item is not None:
                        yield item

    def item(self, found: Any, where: str) -> Item | None:
        """One item understood; None for what is private."""
        activity = mapping(found)
        kind, thing = words(activity.get("type")), activity.get("object")
        if kind not in {"Create", "Announce"} or (kind == "Create" and not isinstance(thing, dict)):
            raise UnfitItemError(_("This is neither a post nor a boost."))
        actor = address_of(activity.get("actor")) or address_of(mapping(thing).get("attributedTo"))
        if actor and not self.account.address:
            self.account = Account(address=actor, followers=f"{actor}/followers")
        if kind == "Announce":
            return self.passed(activity, thing, actor, where)
        return self.said(mapping(thing), actor, where)

    def said(self, note: Mapping[str, Any], actor: str, where: str) -> Said | None:
        """A post."""
        audience = self.audience(note)
        if not audience:
            self.tally.note(_("What was said to single people was not read."))
            return None
        if words(note.get("type")) not in POSTS:
            raise UnfitItemError(_("This is neither a post nor a boost."))
        author = address_of(note.get("attributedTo")) or actor or self.account.address
        self.writers.add(author)
        text, language = text_of(note)
        return Said(
            where=where,
            key=required(note.get("id")),
            at=milliseconds(note.get("published")),
            text=text,
            author="" if author == self.account.address else author,
            audience=audience,
            language=language,
            warning=words(note.get("summary")),
            sensitive=note.get("sensitive") is True,
            parent=address_of(note.get("inReplyTo")),
            files=tuple(self.file(mapping(one)) for one in items(note.get("attachment"))[:MOST_ATTACHED]),
            otherwise=words(note.get("url")) or words(note.get("id")),
        )

    def passed(self, activity: Mapping[str, Any], thing: Any, actor: str, where: str) -> Passed | None:
        """A boost."""
        audience = self.audience(activity)
        if not audience:
            self.tally.note(_("What was said to single people was not read."))
            return None
        actor = actor or self.account.address
        self.writers.add(actor)
        target = required(address_of(thing))
        return Passed(
            where=where,
            key=words(activity.get("id")) or f"{actor} {target}",
            at=milliseconds(activity.get("published")),
            target=target,
            address=words(mapping(thing).get("url")) or target,
            author="" if actor == self.account.address else actor,
            whose=name_in(target),
            audience=audience,
        )

    def audience(self, addressed: Mapping[str, Any]) -> str:
        """Who may read it, in our words; empty when single people are meant."""
        to = {address_of(one) for one in items(addressed.get("to"))}
        beside = {address_of(one) for one in items(addressed.get("cc"))}
        if to & PUBLIC:
            return "public"
        if beside & PUBLIC:
            return "quiet_public"
        return "followers" if self.account.followers in to | beside else ""

    def file(self, attachment: Mapping[str, Any]) -> File:
        """An attachment, with its name in the archive if it is there."""
        path = path_of(address_of(attachment.get("url")))
        called = path.rsplit("/", 1)[-1] or _("a file without a name")
        begins = path.find("media_attachments/")
        name = path[begins:] if begins >= 0 else path.lstrip("/")
        there = self.archive.find(path.lstrip("/"), name) if name else None
        return File(called=called[:200], name=there or "", description=words(attachment.get("name")))


def only_json(archive: Archive) -> str | None:
    """The one file, when there is no archive around it, whatever it is called."""
    return next(iter(archive.names)) if isinstance(archive, Single) else None


def account_in(archive: Archive) -> Account:
    """What `actor.json` says; nothing where it is missing."""
    name = archive.find("actor.json")
    if name is None:
        return Account()
    with archive.open(name) as file:
        try:
            actor = mapping(json.loads(file.read(SMALL)))
        except (ValueError, RecursionError):
            raise UnusableFileError(
                _("“%(name)s” is damaged: it is not the JSON that it should be. Nothing was imported.") % {"name": name}
            ) from None
    address = words(actor.get("id"))
    return Account(address=address, followers=words(actor.get("followers")) or f"{address}/followers")


def text_of(note: Mapping[str, Any]) -> tuple[str, str]:
    """Words and language. A poll keeps its choices as a list; what has a name is headed by it."""
    names = {address_of(tag.get("href")): words(tag.get("name")) for tag in map(mapping, items(note.get("tag")))}
    full = {address: name for address, name in names.items() if name.count("@") > 1}
    by_language = mapping(note.get("contentMap"))
    language = next(iter(by_language), "") if len(by_language) == 1 else ""
    html = words(note.get("content")) or (words(by_language.get(language)) if language else "")
    parts = [words(note.get("name")), markup.plain(html, full)]
    choices = [words(mapping(one).get("name")) for key in ("oneOf", "anyOf") for one in items(note.get(key))]
    parts.append("\n".join(f"- {choice}" for choice in choices if choice))
    return "\n\n".join(part for part in parts if part), language


def name_in(address: str) -> str:
    """`@mia@front-end.social` for an address of a post of hers; empty when the address does not say."""
    path = path_of(address).split("/")
    for before, name in itertools.pairwise(path):
        if before == "users" and name:
            return markup.whole_name(address, f"@{name}")
    name = next((part for part in path if part.startswith("@") and len(part) > 1), "")
    return markup.whole_name(address, name) if name else ""


def milliseconds(written: Any) -> int:
    """The moment of an item, since 1970."""
    return int(dates.moment(words(written), day_first=False).timestamp() * 1000)
