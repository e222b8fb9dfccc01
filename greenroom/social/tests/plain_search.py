"""Search as anybody would write it: every post read word by word; what the index finds is held against it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import snowballstemmer

from greenroom.kit import text
from greenroom.social.models import Media, Post

STEMMERS = {tag: snowballstemmer.stemmer(name) for tag, name in (("en", "english"), ("de", "german"), ("fr", "french"))}
LONGEST_STEMMED = 64


@dataclass
class Asked:
    """A query that is known for what it means, and as it is typed."""

    words: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    author: str = ""
    place: str = ""
    language: str = ""
    after: date | None = None
    before: date | None = None

    @property
    def typed(self) -> str:
        """As somebody types it."""
        operators = {
            "from": self.author, "in": self.place, "lang": self.language, "after": self.after, "before": self.before
        }  # fmt: skip
        asked = [f"{name}:{value}" for name, value in operators.items() if value]
        return " ".join([*self.words, *(f'"{" ".join(phrase)}"' for phrase in self.phrases), *asked])

    @property
    def asks_nothing(self) -> bool:
        """Whether neither word nor operator is in it."""
        said = [*self.words, *(word for phrase in self.phrases for word in phrase)]
        operators = (self.author, self.place, self.language, self.after, self.before)
        return not any(operators) and not any(map(words_in, said))


def words_in(written: str) -> list[str]:
    """Maximal runs of letters and digits, a mark belonging to the letter before it; case and accents folded."""
    found, run = [], ""
    for character in [*text.fold(written), " "]:
        kind = unicodedata.category(character)[0]
        if kind in "LN" or (kind == "M" and run):
            run += character
        elif run:
            found.append(run)
            run = ""
    return found


def stem(word: str, language: str) -> str:
    """The word without its endings, in the three languages whose endings are known."""
    stemmer = STEMMERS.get(language.partition("-")[0].lower())
    if stemmer is None or len(word) > LONGEST_STEMMED:
        return word
    return stemmer.stemWord(word) or word


def parts_of(post: Post) -> list[list[str]]:
    """The words of headline, note and each description."""
    described = Media.objects.filter(post=post).order_by("position", "pk").values_list("description", flat=True)
    return [words_in(written) for written in (post.headline, text.plain(post.note), *described)]


def holds(post: Post, parts: Sequence[Sequence[str]], asked: Asked) -> bool:
    """Whether every word, phrase and operator fits the post, whose words are `parts`."""
    stems = {stem(word, post.language) for part in parts for word in part}
    day = post.published_at.date()
    tag = post.language.lower()
    return (
        all(stem(word, post.language) in stems for typed in asked.words for word in words_in(text.clean(typed)))
        and all(stands_in(parts, words_in(text.clean(" ".join(phrase)))) for phrase in asked.phrases)
        and asked.author in {"", post.author.handle}
        and (not asked.language or tag == asked.language or tag.startswith(f"{asked.language}-"))
        and (asked.after is None or day >= asked.after)
        and (asked.before is None or day < asked.before)
    )


def stands_in(parts: Iterable[Sequence[str]], phrase: Sequence[str]) -> bool:
    """Whether one of the parts says the phrase, word for word."""
    length = len(phrase)
    return any(
        list(part[at : at + length]) == list(phrase) for part in parts for at in range(len(part) - length + 1)
    )  # an empty phrase asks for nothing
