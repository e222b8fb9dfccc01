"""Looking for words: what is found, what is not, and that no text is expensive."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.test_text_cost import median_cost

pytestmark = pytest.mark.fast


def finds(phrase: str, said: str, *, whole: bool = True) -> bool:
    return text.Finder([text.pattern_of(phrase, is_whole=whole)]).first_in([text.comparable(said)]) == 0


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("layoffs", "Layoffs, again"),
        ("layoffs", "on #layoffs"),
        ("ecole", "L'École est fermée"),
        ("ÉCOLE", "une e\u0301cole"),
        ("straße", "die STRASSE dort"),
        ("last time", "the last\n  time we said so"),
        ("last time", "the **last** time"),
        ("c++", "We moved from C++ to words"),
        ("council", "the works_council met"),
        ("12.5", "12.5 per cent"),
        ("🎉", "done 🎉!"),
        ("@ida", "ask @ida about it"),
        ("наём", "Наём остановлен"),
        ("裁员", "裁员"),
        ("\uff2c\uff21\uff39", "lay it down"),
    ],
)
def test_whole_words_are_found_whatever_their_case_accents_and_marks(phrase, said):
    assert finds(phrase, said)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("lay", "layoffs"),
        ("off", "layoffs"),
        ("last time", "the last times"),
        ("last time", "last, time"),
        ("1", "12"),
        ("rat", "Rathaus"),
        ("war", "schwarz"),
        ("c++", "c +"),
    ],
)
def test_parts_of_words_are_not_whole_words(phrase, said):
    assert not finds(phrase, said)


def test_parts_are_found_where_they_are_meant():
    assert finds("ferr", "two ferries", whole=False)
    assert finds("press rel", "a Press Release", whole=False)
    assert not finds("ferr", "a boat", whole=False)


def test_no_phrase_reaches_across_two_texts():
    finder = text.Finder([text.pattern_of("last time", is_whole=True)])

    assert finder.first_in([text.comparable("the last"), text.comparable("time")]) is None
    assert finder.first_in([text.comparable("the last"), text.comparable("last time")]) == 0


def test_what_holds_nothing_to_find_is_no_pattern():
    for nothing in ("", "  ", "**", "\u0301", "~*`"):
        assert text.pattern_of(nothing, is_whole=True) == text.pattern_of(nothing, is_whole=False) == ""
    assert text.Finder(["", ""]).first_in([text.comparable("anything at all")]) is None


WORDS = st.text("ab é.", min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=6), st.text("ab é.", max_size=24), st.booleans())
def test_it_finds_what_plain_looking_finds(phrases, said, whole):
    patterns = [text.pattern_of(phrase, is_whole=whole) for phrase in phrases]
    found = text.Finder(patterns).first_in([text.comparable(said)])

    there = {number for number, pattern in enumerate(patterns) if pattern and pattern in text.comparable(said)}
    assert (found is None) == (not there)
    assert found is None or found in there


@given(st.text("ab -", min_size=1, max_size=5).filter(str.strip), st.text("ab -", max_size=20))
def test_whole_words_are_those_that_no_letter_touches(phrase, said):
    phrase, flat = " ".join(phrase.split()), " ".join(said.split())
    before = r"(?<![a-z])" if phrase[0].isalpha() else ""
    after = r"(?![a-z])" if phrase[-1].isalpha() else ""

    assert finds(phrase, said) == bool(re.search(before + re.escape(phrase) + after, flat))


PLAIN = ("We told the harbour crew about the tide before the press heard of it. " * 800)[:50_000]
MANY = [f"word{number} phrase" for number in range(200)]
HOSTILE = {
    "almost": ("a" * 50_000, ["a" * size + "b" + "a" * size for size in range(1, 20)]),
    "almost, in words": ("a " * 25_000, ["a " * size + "b" for size in range(1, 20)]),
    "edges": ("a." * 25_000, ["a." * size + "b" for size in range(1, 20)]),
    "one within the other": ("b" * 50_000, ["b" * size + "a" for size in range(1, 60)]),
    "piles of accents": (("a" + "\u0301" * 29) * 1_600, MANY),
    "letters that fold into many": ("\u0390" * 50_000, MANY),
    "syllables": (unicodedata.lookup("HANGUL SYLLABLE GAG") * 50_000, MANY),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("whole", [True, False])
def test_d2_no_text_costs_more_than_ten_times_a_plain_one(name, whole):
    def cost(said: str, phrases: list[str]) -> float:
        finder = text.Finder([text.pattern_of(phrase, is_whole=whole) for phrase in phrases])
        return median_cost(lambda words: finder.first_in([text.comparable(words)]), said)

    said, phrases = HOSTILE[name]
    assert cost(said, phrases) <= 10 * cost(PLAIN, MANY)
