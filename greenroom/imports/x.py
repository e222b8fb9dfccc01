"""Reads what X gives to people who ask for their archive: `data/tweets.js`, its other parts, `account.js` and files."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenroom.imports import dates
from greenroom.imports.archives import Archive
from greenroom.imports.dates import UnreadableDateError
from greenroom.imports.elements import elements_behind
from greenroom.imports.items import File, Item, Passed, Said
from greenroom.imports.loose import UnfitItemError, items, mapping, place, words
from greenroom.imports.report import UnusableFileError
from greenroom.imports.tally import Tally

PART = re.compile(r"(?:.*/)?(?:tweets?|tweets?-part\d{1,4})\.js\Z")
PASSED = re.compile(r"RT @([A-Za-z0-9_]{1,20}): ")
OWN_PICTURE = re.compile(r"https://(?:twitter|x)\.com/([A-Za-z0-9_]{1,20})/status/\d+/(?:photo|video)/")
NUMBER = re.compile(r"[0-9]{1,19}\Z")
EPOCH = 1_288_834_974_657  # milliseconds: where the numbers of X begin to count
SHIFT = 22
SECOND = 1_000
NO_LANGUAGE = re.compile(r"(?:q..|und|zxx|art|mul)\Z")


class Tweets:
    """The items of one archive, of all its parts; of an edited tweet, the last version under its first number."""

    def __init__(self, archive: Archive, tally: Tally) -> None:
        self.archive, self.tally = archive, tally
        self.parts = sorted(name for name in archive.names if PART.match(name))
        if not self.parts:
            raise UnusableFileError(_("The archive has no “%(name)s” in it.") % {"name": "data/tweets.js"})
        self.account = account_in(archive)
        self.former = self._former()

    def _former(self) -> dict[str, tuple[str, str]]:
        """For every number of an edited tweet: its first number, and the last that the archive holds."""
        there: set[str] = set()
        chains: list[list[str]] = []
        for _where, tweet in self._tweets(Tally()):
            there.add(words(tweet.get("id_str")))
            self.account = self.account or account_by(tweet)
            if len(versions := versions_of(tweet)) > 1:
                chains.append(versions)
        found: dict[str, tuple[str, str]] = {}
        for chain in sorted(chains, key=len):
            last = next((number for number in reversed(chain) if number in there), "")
            found |= dict.fromkeys(chain, (chain[0], last))
        return found

    def _tweets(self, tally: Tally) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name in self.parts:
            with self.archive.open(name) as file:
                for number, found in enumerate(elements_behind(file, name, "="), start=1):
                    where = place(name.rsplit("/", 1)[-1], number)
                    tweet = mapping(mapping(found).get("tweet", found))
                    if is_number(words(tweet.get("id_str"))):
                        yield where, tweet
                    else:
                        tally.refuse(where, _("This is neither a post nor a boost."))

    @property
    def owner(self) -> str:
        """What whoever it belongs to is called there."""
        return self.account

    @property
    def others(self) -> set[str]:
        """Nobody: the archive names no writers."""
        return set()

    def __iter__(self) -> Iterator[Item]:
        """Every tweet and retweet that can be read; the others are refused with their place."""
        for where, tweet in self._tweets(self.tally):
            number = words(tweet.get("id_str"))
            first, last = self.former.get(number, (number, number))
            if number != last:
                self.tally.note(_("Of an edited post, the last version was taken."))
                continue
            try:
                yield self.item(tweet, first, where)
            except (UnreadableDateError, UnfitItemError) as error:
                self.tally.refuse(where, str(error))

    def item(self, tweet: Mapping[str, Any], first: str, where: str) -> Item:
        """One tweet understood."""
        at = milliseconds(first, tweet)
        text = words(tweet.get("full_text")) or words(tweet.get("text"))
        if passed := PASSED.match(text):
            address = f"https://x.com/i/web/status/{first}"  # leads to what was passed on: the archive does not name it
            return Passed(where=where, key=first, at=at, target="", address=address, whose=f"@{passed[1]}@x.com")
        parent = words(tweet.get("in_reply_to_status_id_str"))
        return Said(
            where=where,
            key=first,
            at=at,
            text=text_of(text, tweet),
            language=language_of(tweet),
            sensitive=tweet.get("possibly_sensitive") is True,
            parent=self.former.get(parent, (parent, ""))[0],
            files=tuple(self.files(tweet)),
            otherwise=f"https://x.com/{self.account or 'i'}/status/{first}",
        )

    def files(self, tweet: Mapping[str, Any]) -> Iterator[File]:
        """The pictures of a tweet; X keeps them under the number of the tweet and their own name."""
        number = words(tweet.get("id_str"))
        for one in media_of(tweet):
            called = (words(one.get("media_url_https")) or words(one.get("media_url"))).rsplit("/", 1)[-1]
            if not called:
                continue
            folders = ("tweets_media", "tweet_media")
            there = self.archive.find(*(f"{folder}/{number}-{called}" for folder in folders))
            moving = words(one.get("type")) in {"video", "animated_gif"}
            alt = words(one.get("ext_alt_text"))
            yield File(called=f"{called} (video)" if moving else called, name=there or "", description=alt)


def account_in(archive: Archive) -> str:
    """The name that `account.js` tells; empty where it is missing."""
    name = archive.find("account.js")
    if name is None:
        return ""
    with archive.open(name) as file:
        first = next(elements_behind(file, name, "="), None)
    return words(mapping(mapping(first).get("account")).get("username"))


def account_by(tweet: Mapping[str, Any]) -> str:
    """The name in the address of a picture that came with the tweet."""
    number = words(tweet.get("id_str"))
    for one in media_of(tweet):
        address = words(one.get("expanded_url"))
        if (found := OWN_PICTURE.match(address)) and f"/status/{number}/" in address:
            return found[1]
    return ""


def media_of(tweet: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the tweet shows, each once: the longer list where there are two."""
    kept = items(mapping(tweet.get("extended_entities")).get("media"))
    kept = kept or items(mapping(tweet.get("entities")).get("media"))
    return [mapping(one) for one in kept]


def versions_of(tweet: Mapping[str, Any]) -> list[str]:
    """The numbers of all versions, the first one first."""
    info = mapping(tweet.get("edit_info"))
    initial = mapping(info.get("initial")) or mapping(mapping(info.get("edit")).get("editControlInitial"))
    numbers = [words(one) for one in items(initial.get("editTweetIds"))]
    return sorted({number for number in numbers if is_number(number)}, key=int)


def text_of(text: str, tweet: Mapping[str, Any]) -> str:
    """The words, with short addresses written in full, those of its own pictures left out, and no escapes."""
    for one in map(mapping, items(mapping(tweet.get("entities")).get("urls"))):
        short, full = words(one.get("url")), words(one.get("expanded_url"))
        if short and full:
            text = text.replace(short, full)
    for one in media_of(tweet):
        if short := words(one.get("url")):
            text = text.replace(short, "")
    return html.unescape(text).strip()


def language_of(tweet: Mapping[str, Any]) -> str:
    """The language; X has codes for "none" and "unknown", which are none."""
    language = words(tweet.get("lang"))[:8]
    language = {"iw": "he", "in": "id"}.get(language, language)
    return "" if NO_LANGUAGE.match(language) else language


def milliseconds(first: str, tweet: Mapping[str, Any]) -> int:
    """When it was said first: by its number, which knows the millisecond, where that agrees with the date."""
    written = words(tweet.get("created_at"))
    by_date = int(dates.moment(written, day_first=False).timestamp() * SECOND)
    by_number = (int(first) >> SHIFT) + EPOCH
    is_edited = first != words(tweet.get("id_str"))
    if is_edited and by_number <= by_date:
        return by_number
    return by_number if by_number // SECOND == by_date // SECOND else by_date


def is_number(written: str) -> bool:
    """Whether X could have given it to a tweet."""
    return NUMBER.match(written) is not None
