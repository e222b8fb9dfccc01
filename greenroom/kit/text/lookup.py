"""The words of a text as look-up compares them: runs of letters and digits, folded."""

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from greenroom.kit.text.cleaning import fold


class Run(NamedTuple):
    """Where a word stands in a text, and how it folds; in a few scripts to more than one word."""

    start: int
    end: int
    words: list[str]


@functools.cache
def pattern() -> Any:
    """Letters and digits with the marks that belong to them."""
    import regex  # type: ignore[import-untyped]  # loaded at first use: it weighs several megabytes

    return regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")


def words(written: str) -> list[str]:
    """The words of a text in order, folded; refuses what is longer than a post with `TooLong`."""
    found: list[str] = pattern().findall(fold(written))
    return found


def runs(written: str) -> Iterator[Run]:
    """Each word of a text with its place, for showing where something was found."""
    for match in pattern().finditer(written):
        yield Run(match.start(), match.end(), words(match[0]))
