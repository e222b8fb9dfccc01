"""A note as its reader takes it in: plain words, a beginning, minutes."""

import math
import re

from greenroom.kit.text import markdown
from greenroom.kit.text.cleaning import BIDI, tidy
from greenroom.kit.text.counting import first_graphemes
from greenroom.kit.text.language import is_unspaced
from greenroom.kit.text.limits import POST_CHARACTERS, require_short
from greenroom.kit.text.splitting import source

MAY_BE_CODE = re.compile(r"`|~~~|^(?: {4}|\t)", re.MULTILINE)
CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
WORDS_PER_MINUTE = 230
CHARACTERS_PER_MINUTE = 500  # of scripts that put no space between words
SOURCE_PER_GRAPHEME = 12  # how much source an excerpt reads for each grapheme it may need
ELLIPSIS = "\u2026"


def plain(note: str) -> str:
    """The words of a Markdown text, one block a line, without marks and without reordering characters.

    Refuses what is longer than a post with `TooLong`.
    """
    text = BIDI.sub("", tidy(require_short(note)))
    if markdown.is_tangled(text):
        return text
    lines = []
    for block in markdown.parser().parse(text, {}):
        if block.type == "inline":
            lines.append(markdown.words_of(block.children or []))
        elif block.type in {"fence", "code_block"}:
            lines.append(block.content.rstrip("\n"))
    return "\n".join(lines).strip()


def spoken(headline: str, note: str = "") -> str:
    """Headline and note without the note's code, as names and tags are looked for: `@media` in code names nobody.

    Refuses what is longer than a post with `TooLong`.
    """
    if not MAY_BE_CODE.search(require_short(note)) or markdown.is_tangled(note):
        return source(headline, note)
    blocks = [CODE.sub(" ", block.content) for block in markdown.parser().parse(note, {}) if block.type == "inline"]
    return source(headline, "\n\n".join(blocks))


def excerpt(note: str, graphemes: int) -> str:
    """The beginning of a note as one line of plain text, at most `graphemes` long with its ellipsis.

    Cut behind a word where there is one, never inside a grapheme. Refuses what is longer than a post.
    """
    source = require_short(note)[: graphemes * SOURCE_PER_GRAPHEME]
    line = " ".join(plain(source).split())
    start = first_graphemes(line, graphemes)
    if start == line and len(source) == len(note):
        return line
    start = first_graphemes(start, graphemes - 1)
    words, space, _ = start.rpartition(" ") if not line.startswith(start + " ") else (start, " ", "")
    return (words if space else start).rstrip(" ,;:\u2013-") + ELLIPSIS


def reading_minutes(text: str) -> int:
    """How long reading takes, in whole minutes: 0 for nothing, otherwise at least 1; refuses what is too long."""
    words = require_short(text, POST_CHARACTERS + 2).split()
    unspaced = sum(map(is_unspaced, text))
    return math.ceil(len(words) / WORDS_PER_MINUTE + unspaced / CHARACTERS_PER_MINUTE) if words else 0
