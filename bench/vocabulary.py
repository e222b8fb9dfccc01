"""Words for the large world: those of the demo world's texts, drawn as people draw them, few often and most seldom."""

import random
import re
from collections import Counter
from itertools import accumulate

LANGUAGES = {"en": 60, "de": 25, "fr": 15}
WORD = re.compile(r"[^\W\d_]{2,}")
SEEDS = 4_000  # words of a language taken over; twice as many are made by joining two


class Vocabulary:
    """Words of each language in falling order of use, drawn by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self.words = {language: self.grown(language) for language in LANGUAGES}
        longest = max(map(len, self.words.values()))
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(longest)))

    def grown(self, language: str) -> list[str]:
        """The words of the demo world, most used first, and as seldom ones pairs of them grown together."""
        from greenroom.testing.world.script import threads

        lines = [line for thread in threads() for line in thread.lines if line.language == language]
        counted = Counter(word for line in lines for word in WORD.findall(line.words))
        known = [word for word, _count in counted.most_common(SEEDS)]
        joined = {self.random.choice(known) + self.random.choice(known).lower() for _ in range(2 * len(known))}
        return known + sorted(joined - set(known))

    def language(self) -> str:
        """The language of the next post."""
        return self.random.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]

    def text(self, language: str, length: int) -> str:
        """So many words."""
        known = self.words[language]
        return " ".join(self.random.choices(known, cum_weights=self.weights[: len(known)], k=length))
