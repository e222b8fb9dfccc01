"""Searching reads nothing over its limits, and at them no text costs more than ten times a plain one [D2]."""

import pytest

from greenroom.kit import text
from greenroom.kit.tests.test_text_cost import cost, median_cost
from greenroom.social.search import parse, with_operators
from greenroom.social.search.marking import Marker
from greenroom.social.search.query import LONGEST
from greenroom.social.search.words import stem_token, words_of

N = 50_000  # characters of a post
PLAIN = ("We told the harbour crew about the tide before the press heard of it. " * 800)[:N]
QUESTION = PLAIN[:150]
PIECES = [
    '"', '""', '"a" ', "\u201ea\u201c ", "from:", "from:a ", "lang:de ", "before:", "after:2026-03-31 ", "a:", "+ ",
    "a ", "a\u0301", "\u0301\u0316", "\u0390", "ß", "\uac00", "\ufdfa", "1", "\0", "\u202e", "_", "\u200d", "日",
    "AND ", "(", "x" * 63 + " ",
]  # fmt: skip


def looked_up(typed):
    return parse(typed)


def chosen(typed):
    return with_operators(typed, author="ida", place="board", language="de")


def stemmed(written):
    return [stem_token(word, "de") for word in words_of(written)]


def marked(written):
    return Marker(parse('tide "harbour crew" a'), "en").snippet(written)


@pytest.mark.parametrize("function", [looked_up, chosen])
def test_d2_no_question_costs_more_than_ten_times_a_plain_one(function):
    def twenty_times(typed):
        return [function(typed) for _time in range(20)]

    plain = (QUESTION * 9)[:LONGEST]
    cost(twenty_times, plain)  # what is loaded at first use counts for nobody
    allowed = 10 * median_cost(twenty_times, plain)
    for piece in PIECES:
        assert median_cost(twenty_times, (piece * LONGEST)[:LONGEST]) <= allowed, repr(piece)


@pytest.mark.parametrize("function", [words_of, stemmed, marked])
def test_d2_no_text_costs_more_than_ten_times_a_plain_one(function):
    cost(function, PLAIN)
    allowed = 10 * median_cost(function, PLAIN)
    hostile = {repr(piece): (piece * N)[:N] for piece in PIECES}
    slow = [name for name, written in hostile.items() if cost(function, written) > allowed]
    assert [name for name in slow if median_cost(function, hostile[name]) > allowed] == []


@pytest.mark.fast
def test_d2_a_question_over_the_limit_is_not_read(monkeypatch):
    monkeypatch.setattr(text, "clean", None)

    assert "500" in parse("x" * (LONGEST + 1)).troubles[0]
    assert with_operators("x" * (LONGEST + 1), author="ida") == "x" * (LONGEST + 1)


@pytest.mark.fast
def test_d2_a_text_over_the_limit_is_refused_unread():
    with pytest.raises(text.TooLong):
        words_of("x " * N)
