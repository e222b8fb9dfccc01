"""How long a text is for its reader, and where it may be cut: the only counter of graphemes."""

import functools
from collections.abc import Iterator
from itertools import islice
from typing import Any

from greenroom.kit.text.finding import Token, tokens
from greenroom.kit.text.limits import LINK_GRAPHEMES, require_short


@functools.cache
def grapheme() -> Any:
    """One extended grapheme cluster (Unicode annex 29).

    Flags are taken pair by pair: at each of them the library's own rule counts back to the first of the row,
    6 seconds for a post of flags.
    """
    import regex  # type: ignore[import-untyped]  # loaded at first use: it weighs several megabytes

    return regex.compile(r"[\U0001f1e6-\U0001f1ff]{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X")


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """Each place after which the text may be cut, with the count up to there.

    A cut never falls inside a link, mention, tag or grapheme. Lazy: a reader of the first lines pays for those.
    """
    found = tokens(text)
    token = next(found, None)
    counted = 0
    inside = 0  # graphemes of the token so far
    for match in grapheme().finditer(text):
        end = match.end()
        if token is None or end <= token.start:
            counted += 1
            yield end, counted
            continue
        inside += 1
        if end >= token.end:
            counted += weight(token, inside)
            inside = 0
            token = next(found, None)
            yield end, counted


def weight(token: Token, graphemes: int) -> int:
    """What a token counts: a link 23 whatever its length, everything else as it is."""
    return LINK_GRAPHEMES if token.kind == "link" else graphemes


def count(text: str) -> int:
    """User-perceived characters: a family, a flag and an accented letter count 1, a link 23.

    Refuses what is longer than a post with `TooLong`. Source: stream.md, "Headline and note".
    """
    counted = 0
    for _, counted in cuts(require_short(text)):  # noqa: B007 - the last count is the whole
        pass
    return counted


def first_graphemes(text: str, number: int) -> str:
    """The beginning of the text, at most `number` graphemes."""
    ends = [match.end() for match in islice(grapheme().finditer(text), number)]
    return text[: ends[-1]] if ends else ""
