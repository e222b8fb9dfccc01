"""Where in a text the words stand for which a post was found; plain pieces, to be escaped by whoever shows them."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from greenroom.kit import text
from greenroom.social.search.query import Query
from greenroom.social.search.words import cut, language_of, stem

LONGEST = 50_000  # characters that are looked through, as many as a post may have
AROUND = 280  # characters of a snippet
BEFORE = 80  # of them before the first word that was found
REMEMBERED = 10_000
ELLIPSIS = "\u2026"


class Piece(NamedTuple):
    """A part of a text, marked or not."""

    text: str
    is_marked: bool


class Span(NamedTuple):
    """From `start` to before `end`."""

    start: int
    end: int


class Marker:
    """Knows what a query looks for in posts of one language."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language_of(language)
        self.stems = {stem(word, self.language) for word in query.words}
        self.initials = {found[0] for found in self.stems}
        self.phrases = query.phrases

    def pieces(self, written: str) -> list[Piece]:
        """The whole text, with what was found marked."""
        return list(cut_out(written, self.spans(written), Span(0, len(written))))

    def snippet(self, written: str) -> list[Piece]:
        """The part of a text around the first thing found, on one line; nothing where nothing is found."""
        line = " ".join(written[:LONGEST].split())
        spans = self.spans(line)
        if not spans:
            return []
        whole = around(line, spans[0])
        pieces = list(cut_out(line, [span for span in spans if span.end <= whole.end], whole))
        before = [Piece(f"{ELLIPSIS} ", is_marked=False)] if whole.start else []
        after = [Piece(f" {ELLIPSIS}", is_marked=False)] if whole.end < len(line) else []
        return [*before, *pieces, *after]

    def holds(self, word: str) -> bool:
        """Whether a word is one of those that are looked for, in any form; endings change, the first letter stays."""
        return word[0] in self.initials and stem(word, self.language) in self.stems

    def spans(self, written: str) -> list[Span]:
        """Where something was found, in order and apart."""
        words = [(word, Span(start, end)) for start, end, word in runs(written)]
        spans = [span for word, span in words if self.holds(word)]
        for phrase in self.phrases:
            spans += phrase_in(words, phrase)
        return apart(spans)


def runs(written: str) -> Iterator[tuple[int, int, str]]:
    """Each word as the index holds it, with its place in the text."""
    flat = text.fold(written)
    if len(flat) == len(written) and all(map(folds_to_one, set(written))):
        for match in text.word_pattern().finditer(flat):
            yield match.start(), match.end(), cut(match[0])
        return
    for match in text.word_pattern().finditer(written):  # "Straße" grows when it is folded: word by word
        for word in folded(match[0]):
            yield match.start(), match.end(), word


@functools.lru_cache(maxsize=REMEMBERED)
def folds_to_one(character: str) -> bool:
    """Whether the character stays one when it is folded, so that places stay where they are."""
    return len(text.fold(character)) == 1


@functools.lru_cache(maxsize=REMEMBERED)
def folded(run: str) -> tuple[str, ...]:
    """A word as the index holds it; in a few scripts one becomes several."""
    return tuple(map(cut, text.words(run)))


def phrase_in(words: Sequence[tuple[str, Span]], phrase: Sequence[str]) -> Iterator[Span]:
    """Where the words of a phrase stand side by side."""
    length = len(phrase)
    for at, (word, span) in enumerate(words[: len(words) - length + 1]):
        if word == phrase[0] and all(words[at + step][0] == phrase[step] for step in range(1, length)):
            yield Span(span.start, words[at + length - 1][1].end)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def around(line: str, span: Span) -> Span:
    """The part of the line that is shown for a span: whole words where there are spaces between them."""
    start = max(span.start - BEFORE, 0)
    if start:
        space = line.find(" ", start, span.start)
        start = space + 1 if space >= 0 else span.start
    end = min(start + AROUND, len(line))
    if end < len(line):
        space = line.rfind(" ", span.end, end)
        end = space if space >= 0 else max(end, span.end)
    return Span(start, min(end, start + 2 * AROUND))


def cut_out(written: str, spans: Sequence[Span], whole: Span) -> Iterator[Piece]:
    """The pieces of `whole`, marked and not in turn."""
    edges = [whole.start, *(edge for span in spans for edge in span if whole.start <= edge <= whole.end), whole.end]
    for number, (start, end) in enumerate(pairwise(edges)):
        if start < end:
            yield Piece(written[start:end], is_marked=number % 2 == 1)


def name_pieces(query: Query, name: str) -> list[Piece]:
    """A name, with the words marked that begin as the query's words do."""
    quoted = {word for phrase in query.phrases for word in phrase}
    spans = [
        Span(start, end) for start, end, word in runs(name) if word in quoted or word.startswith(tuple(query.words))
    ]
    return list(cut_out(name, apart(spans), Span(0, len(name))))
