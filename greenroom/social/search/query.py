"""What somebody typed into the search box, read as words, phrases and operators; whatever it is, it can be read."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.social.search.words import words_of

LONGEST = 500  # characters
MOST_WORDS = 32
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
PART = re.compile(
    rf"(?P<name>from|in|before|after|lang):(?P<value>[^\s{QUOTES}]+)"
    rf"|[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]"
    rf"|(?P<plain>[^\s{QUOTES}]+)",
    re.IGNORECASE,
)
CHOSEN = ("from", "in", "lang")  # the operators that a form can write
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """Everything must hold. `troubles` are sentences that say why nothing can be looked for."""

    words: tuple[str, ...] = ()  # folded; found in any form
    phrases: tuple[tuple[str, ...], ...] = ()  # folded words as they were quoted; one or more
    authors: tuple[str, ...] = ()  # handles
    places: tuple[str, ...] = ()  # handles of organisations and circles, or a kind of audience
    before: tuple[date, ...] = ()  # posts of an earlier day
    after: tuple[date, ...] = ()  # posts of that day or later
    languages: tuple[str, ...] = ()  # tags in small letters
    troubles: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether a word is asked for."""
        return bool(self.words or self.phrases)

    @property
    def is_about_posts(self) -> bool:
        """Whether an operator is used: those speak of posts, so nothing else is looked for."""
        return bool(self.authors or self.places or self.before or self.after or self.languages)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self == Query()


def parse(typed: str) -> Query:
    """Read what was typed; every string is a query, and what cannot be looked for has a sentence that says why.

    Too long a text is not read at all.
    """
    if len(typed) > LONGEST:
        return Query(troubles=(_too_long(len(typed)),))
    cleaned = text.clean(typed)
    query = Query()
    for part in PART.finditer(cleaned):
        query = _with(query, part)
    if sum(map(len, query.phrases)) + len(query.words) > MOST_WORDS:
        return Query(troubles=(_too_many(sum(map(len, query.phrases)) + len(query.words)),))
    if query.is_empty and typed.strip():
        return Query(troubles=(_("There is no word in this. Letters and digits can be found, signs cannot."),))
    return query


def with_operators(typed: str, *, author: str = "", place: str = "", language: str = "") -> str:
    """What was typed, asking for this author, place and language instead of those that it asked for."""
    if len(typed) > LONGEST:
        return typed
    parts = [part for part in PART.finditer(text.clean(typed)) if (part["name"] or "").lower() not in CHOSEN]
    values = ("".join(value.split()).removeprefix("@") for value in (author, place, language))
    asked = [f"{name}:{value}" for name, value in zip(CHOSEN, values, strict=True) if value]
    return " ".join([*(part[0] for part in parts), *asked])


def _with(query: Query, part: re.Match[str]) -> Query:
    """The query with one more part."""
    if part["name"] is not None:
        return _with_operator(query, part["name"].lower(), part["value"], part[0])
    if part["quoted"] is not None:
        phrase = tuple(words_of(part["quoted"]))
        return replace(query, phrases=_and(query.phrases, phrase)) if phrase else query
    return _with_words(query, part["plain"])


def _with_operator(query: Query, name: str, value: str, whole: str) -> Query:
    """One of the five; a value without a letter or digit makes it a word like any other."""
    wanted = value.lower().removeprefix("@").strip(",;")
    if not any(character.isalnum() for character in wanted):
        return _with_words(query, whole)
    match name:
        case "from":
            return replace(query, authors=_and(query.authors, wanted))
        case "in":
            return replace(query, places=_and(query.places, wanted))
        case "lang":
            return _with_language(query, wanted.replace("_", "-"))
    day = _day(wanted)
    if day is None:
        said = _("“%(value)s” is not a day. Write it as year, month and day, such as 2026-03-31.")
        return replace(query, troubles=(*query.troubles, said % {"value": value}))
    return (
        replace(query, before=(*query.before, day)) if name == "before" else replace(query, after=(*query.after, day))
    )


def _with_language(query: Query, tag: str) -> Query:
    if LANGUAGE.fullmatch(tag):
        return replace(query, languages=_and(query.languages, tag))
    said = _("“%(value)s” is not a language. Write its two letters, such as de.") % {"value": tag}
    return replace(query, troubles=(*query.troubles, said))


def _with_words(query: Query, written: str) -> Query:
    words = query.words
    for word in words_of(written):
        words = _and(words, word)
    return replace(query, words=words)


def _and[Item](items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    """Each thing once."""
    return items if item in items else (*items, item)


def _day(written: str) -> date | None:
    if not DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _too_long(length: int) -> str:
    return _("A search has at most %(limit)d characters; this one has %(count)d.") % {
        "limit": LONGEST,
        "count": length,
    }


def _too_many(count: int) -> str:
    return _("A search has at most %(limit)d words; this one has %(count)d.") % {"limit": MOST_WORDS, "count": count}
