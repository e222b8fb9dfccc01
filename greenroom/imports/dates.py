"""Reads dates as other systems write them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\Z")
DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2,4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\Z")
MONTHS = 12
FIRST_YEAR = 1970  # ids count from here
MILLISECONDS_FROM = 1e11  # as seconds this would be the year 5138
CENTURY_TURNS = 69  # two digits: 68 is 2068, 69 is 1969, as POSIX has it
SET_OFF = re.compile(r"(\d) ([+-]\d{2}):?(\d{2})\Z")  # a zone that stands apart: `14:00:00 -0500`
ONE_DIGIT = re.compile(r"(\d{4}-\d{2}-\d{2}[T ])(\d:)")  # an hour without its nought: `2016-01-05 9:00:06`
NUMBER = re.compile(r"\d{9,10}(\d{3})?(\.\d+)?\Z")


class UnreadableDateError(ValueError):
    """Nobody can say which moment this is."""


def day_stands_first(written: Iterable[str]) -> bool:
    """Whether `3/4/2026` is the third of April: only when some other date of the file cannot be read otherwise."""
    return any((found := SLASHES.match(words)) and int(found[1]) > MONTHS for words in written)


def moment(written: str, *, day_first: bool) -> datetime:
    """The moment that these words mean; without a time zone it is UTC.

    Reads ISO 8601, `16.10.2017 22:59`, `10/16/17 22:59`, seconds or milliseconds since 1970, and mail headers.
    """
    found = parsed(written.strip(), day_first=day_first)
    if found is None:
        raise UnreadableDateError(
            f"“{written[:40]}” is not a date that can be read." if written else "There is no date."
        )
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        aware = aware.astimezone(UTC)
    except OverflowError:
        raise UnreadableDateError(f"“{written[:40]}” is not a date that can be read.") from None
    if aware.year < FIRST_YEAR:
        raise UnreadableDateError("The date lies before 1970.")
    return aware


def parsed(words: str, *, day_first: bool) -> datetime | None:
    """The first reading that fits, or nothing."""
    words = ONE_DIGIT.sub(r"\g<1>0\2", SET_OFF.sub(r"\1\2:\3", words))
    try:
        if NUMBER.match(words):
            number = float(words)
            return datetime.fromtimestamp(number / 1000 if number > MILLISECONDS_FROM else number, UTC)
        if found := DOTS.match(words):
            return spelt(found[3], found[2], found[1], found[4], found[5])
        if found := SLASHES.match(words):
            day, month = (found[1], found[2]) if day_first else (found[2], found[1])
            return spelt(found[3], month, day, found[4], found[5])
        return datetime.fromisoformat(words)
    except (ValueError, OverflowError, OSError):
        return by_mail_rules(words)


def by_mail_rules(words: str) -> datetime | None:
    """`Mon, 16 Oct 2017 22:59:00 +0000` and what social networks make of it."""
    words = re.sub(r"([+-]\d{2}):(\d{2})\Z", r" \1\2", words)
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        return datetime.strptime(words, "%a %b %d %H:%M:%S %z %Y")
    except ValueError:
        return None


def spelt(year: str, month: str, day: str, hour: str | None, minute: str | None) -> datetime:
    """A date of its parts, in the time zone that is assumed when none is written."""
    short = len(year) <= len("69")
    full = int(year) + (0 if not short else 2000 if int(year) < CENTURY_TURNS else 1900)
    return datetime(full, int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
