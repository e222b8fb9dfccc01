"""Canary words: one for each text, found nowhere else, so that a page shows which texts it carries."""

import random
import re

WORD = re.compile(r"kanari[a-z]{10}")


class Canaries:
    """Hands out words and remembers which text each stands for."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.text_of: dict[str, tuple[str, int]] = {}  # word -> (kind of text, id)

    def fresh(self) -> str:
        """A word that nobody has; bound to its text by `bind`, since the id is known only afterwards."""
        return "kanari" + "".join(self._rng.choices("abcdefghijklmnopqrstuvwxyz", k=10))

    def bind(self, word: str, kind: str, key: int) -> None:
        """The text of this kind and id carries the word."""
        self.text_of[word] = (kind, key)

    def in_text(self, body: str) -> set[tuple[str, int]]:
        """What a page carries; the search folds case, as a page may."""
        return {self.text_of[word] for word in WORD.findall(body.lower()) if word in self.text_of}
