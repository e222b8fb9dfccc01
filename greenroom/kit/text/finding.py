"""The links, mentions and tags in a text."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from greenroom.kit.text.cleaning import fold
from greenroom.kit.text.limits import HANDLE_CHARACTERS, TAG_CHARACTERS, require_short

# Letters of scripts that put spaces between words. The others (Chinese, Japanese, Korean particles, Thai ...)
# write on directly behind an address or a handle and end it.
SPACED = r"[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
LATIN = r"[A-Za-z0-9\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff--[\u00d7\u00f7]]"
OTHER = r"[[\p{L}\p{M}\p{N}]--[A-Za-z0-9\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]]"
LABEL = rf"(?:{LATIN}[{LATIN}_-]*+(?<![_-])|{OTHER}[{OTHER}-]*+(?<!-))"
SITE = rf"(?:{LATIN}[{LATIN}-]*+(?<!-)|{OTHER}[{OTHER}-]*+(?<!-))"  # the registered name takes no underscore
TOP = rf"(?:xn--[A-Za-z0-9-]{{1,59}}|[A-Za-z]{{2,63}}+(?![{LATIN}_]|-+[{LATIN}.])|{OTHER}{{2,63}}+)"
HOST = rf"(?:(?:{LABEL}\.){{0,9}}{SITE}\.{TOP}|(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}(?![0-9]))"
IN_PATH = rf"[{SPACED}!*';:=+,.$/%\#\-_~@|&?\u2013]"
PATH = rf"(?:{IN_PATH}|\({IN_PATH}*+\))*+"  # a bracket belongs to it when it opens and closes there
LINK = rf"(?<![{LATIN}@\uff20$\#\uff03_\\])[hH][tT][tT][pP][sS]?://{HOST}(?!\.?@)(?::[0-9]{{1,5}})?(?:[/?\#]{PATH})?"
ADDRESS = r"(?<![A-Za-z0-9_.+\-@])[A-Za-z0-9][A-Za-z0-9_.+\-]{0,63}+@[A-Za-z0-9.\-]{0,253}[A-Za-z]"
HANDLE = rf"[A-Za-z0-9_]{{1,{HANDLE_CHARACTERS}}}+"
MENTION = rf"(?<![{SPACED}_@\uff20\#$%&!/\\+])@(?P<handle>{HANDLE})(?!\.?[{SPACED}_]|[@\uff20]|://)"
REMOTE = rf"(?<![{SPACED}_@\uff20\#$%&!/\\+])@[A-Za-z0-9_.\-]{{1,64}}+@[A-Za-z0-9.\-]{{0,253}}[A-Za-z0-9]"
# Joiners of Arabic, Hebrew, Tibetan, Catalan and Japanese stand inside their words.
JOINERS = r"\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
IN_TAG = rf"[\p{{L}}\p{{M}}\p{{N}}_{JOINERS}]"
TAG = (
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_&/\#\uff03\\])[\#\uff03](?![\ufe0f\u20e3])(?=[\p{{N}}_]*+{IN_TAG}{{0,8}}?\p{{L}})"
    rf"(?P<tag>{IN_TAG}{{1,{TAG_CHARACTERS}}}+)(?!{IN_TAG}|[\#\uff03]|://)"
)
TRAILING = ".,;:!?'*~|\u2013"  # punctuation of the sentence around an address
Kind = Literal["link", "mention", "tag", "opaque"]


@dataclass(frozen=True, slots=True)
class Token:
    """A link, a mention, a tag, or something opaque that is none of them and must not be cut either."""

    kind: Kind
    start: int
    end: int
    text: str  # the address, the handle, the tag without its sign


@functools.cache
def pattern() -> Any:
    """All kinds in one expression: whatever starts first wins, so that a tag in an address is no tag."""
    import regex  # type: ignore[import-untyped]  # loaded at first use: it weighs several megabytes

    whole = rf"(?P<link>{LINK})|(?P<remote>{REMOTE})|(?P<mention>{MENTION})|(?P<is_tag>{TAG})|(?P<address>{ADDRESS})"
    return regex.compile(whole, regex.V1)


def token_of(match: Any) -> Token:
    """What a match of the expression stands for."""
    start = match.start()
    if match["link"]:
        address = match["link"].rstrip(TRAILING)
        return Token("link", start, start + len(address), address)
    if match["mention"]:
        return Token("mention", start, match.end(), match["handle"].lower())
    if match["is_tag"]:
        name = match["tag"]
        kind: Kind = "tag" if len(fold(name)) <= TAG_CHARACTERS else "opaque"
        return Token(kind, start, match.end(), name)
    return Token("opaque", start, match.end(), match[0])


def tokens(text: str) -> Iterator[Token]:
    """Every token in order; what an address sheds at its end is read again."""
    at = 0
    while (match := pattern().search(text, at)) is not None:
        token = token_of(match)
        yield token
        at = token.end


def token_at(text: str, position: int) -> Token | None:
    """The token that starts exactly there, if any."""
    match = pattern().match(text, position)
    return token_of(match) if match is not None else None


def links(text: str) -> list[str]:
    """The web addresses in the text as written, each once, in order; refuses what is longer than a post."""
    return list(dict.fromkeys(token.text for token in tokens(require_short(text)) if token.kind == "link"))


def mentions(text: str) -> list[str]:
    """The handles mentioned, in small letters, each once, in order; refuses what is longer than a post.

    `@name@elsewhere` and addresses of mail mention nobody here.
    """
    return list(dict.fromkeys(token.text for token in tokens(require_short(text)) if token.kind == "mention"))


def tags(text: str) -> list[str]:
    """The tags as first written, without their sign, each once by `fold`, in order; refuses what is too long."""
    found: dict[str, str] = {}
    for token in tokens(require_short(text)):
        if token.kind == "tag":
            found.setdefault(fold(token.text), token.text)
    return list(found.values())
