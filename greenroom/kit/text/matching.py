"""Finding any of many words or phrases in a text, in time that grows with the text and not with the words."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from greenroom.kit.text.cleaning import fold
from greenroom.kit.text.limits import SOURCE_CHARACTERS

EDGE = "\x00"  # stands before and after each run of letters and digits
APART = "\x01"  # between texts, so that no phrase is found across two
SPACES = re.compile(r"\s+")
MARKS = str.maketrans("", "", "*~`")  # of Markdown: they stand between letters that belong together


def comparable(text: str) -> str:
    """The text as words are looked for in it: folded, with single spaces, each run of letters between edges."""
    folded = SPACES.sub(" ", fold(text[:SOURCE_CHARACTERS].translate(MARKS))).strip()
    edged: str = _run().sub(rf"{EDGE}\g<0>{EDGE}", folded)
    return edged


@cache
def _run() -> Any:
    """A run of letters and digits with their marks."""
    import regex  # type: ignore[import-untyped]  # loaded at first use: it weighs several megabytes

    return regex.compile(r"[\p{L}\p{M}\p{N}]+")


def pattern_of(phrase: str, *, is_whole: bool) -> str:
    """What is looked for: with its edges where whole words are meant; empty for what holds nothing to find."""
    edged = comparable(phrase)
    return edged if is_whole else edged.removeprefix(EDGE).removesuffix(EDGE)


class Finder:
    """An automaton of Aho and Corasick: each character of the text is looked at once, whatever the words are.

    Built from patterns of `pattern_of`; asked with texts of `comparable`.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._found: list[int | None] = [None]
        self._fall: list[int] = [0]
        for number, pattern in enumerate(patterns):
            if pattern:
                self._plant(number, pattern)
        self._link()

    def first_in(self, texts: Iterable[str]) -> int | None:
        """The number of the pattern that is found first, or None."""
        state, following, found, fall = 0, self._next, self._found, self._fall
        for character in APART.join(texts):
            while state and character not in following[state]:
                state = fall[state]
            state = following[state].get(character, 0)
            number = found[state]
            if number is not None:
                return number
        return None

    def _plant(self, number: int, pattern: str) -> None:
        state = 0
        for character in pattern:
            if character not in self._next[state]:
                self._next[state][character] = len(self._next)
                self._next.append({})
                self._found.append(None)
                self._fall.append(0)
            state = self._next[state][character]
        if self._found[state] is None:
            self._found[state] = number

    def _link(self) -> None:
        """Where to go on when the text takes another way: the longest end of what was read that begins a pattern."""
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for character, after in self._next[state].items():
                waiting.append(after)
                back = self._fall[state]
                while back and character not in self._next[back]:
                    back = self._fall[back]
                self._fall[after] = self._next[back].get(character, 0)
                if self._found[after] is None:
                    self._found[after] = self._found[self._fall[after]]
