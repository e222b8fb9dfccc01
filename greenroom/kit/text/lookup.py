"""The words of a text as look-up compares them: runs of letters and digits, folded."""

import functools
from typing import Any

from greenroom.kit.text.cleaning import fold


@functools.cache
def word_pattern() -> Any:
    """Letters and digits with the marks that belong to them."""
    import regex  # type: ignore[import-untyped]  # loaded at first use: it weighs several megabytes

    return regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")


def words(written: str) -> list[str]:
    """The words of a text in order, folded; refuses what is longer than a post with `TooLong`."""
    found: list[str] = word_pattern().findall(fold(written))
    return found
