"""What may be stored of a typed text, and how look-up sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried

pytestmark = pytest.mark.fast
TRICKY = "\u0344\u0301\u0316\u0f73\u0958\u202e\u2066\r\n\x00\x85\u2028\ud800 aéが"
ANYTHING = st.text(st.characters() | st.sampled_from(TRICKY), max_size=200)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\x00b\x07c\x9fd", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("  \n words \t\n", "words"),
        ("half \ud83d a pair", "half  a pair"),
        ("report\u202egnp.exe\u202c and \u2066this\u2069", "reportgnp.exe and this"),
        ("\u05d0\u200f, \u200eb", "\u05d0\u200f, \u200eb"),
        ("Cafe\u0301", "Café"),
        ("tab\tstays", "tab\tstays"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_cleaning_keeps_the_words_and_drops_what_no_reader_sees(typed, stored):
    assert text.clean(typed) == stored


def test_at_most_thirty_marks_pile_up_on_a_letter():
    assert len(text.clean("a" + "\u0316" * 100 + "b")) == 32


@pytest.mark.parametrize("mark", ["\u0344", "\u0f73", "\u0958\u0301"])
def test_marks_that_come_apart_pile_up_no_higher(mark):
    once = text.clean("a" + mark * 100)
    assert text.clean(once) == once


@unhurried
@given(ANYTHING)
def test_cleaning_is_total_and_idempotent(typed):
    once = text.clean(typed)
    assert text.clean(once) == once
    assert not set(once) & {"\x00", "\r", "\u202e", "\u2066", "\ud800"}


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("École", "ecole"),
        ("E\u0301COLE", "ecole"),
        ("\uff25\uff23\uff2f\uff2c\uff25", "ecole"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ångström", "angstrom"),
        ("Łódź", "lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("ǼŒ \u017ftra\u017f\u017fe", "aeoe strasse"),
        ("Þórður", "thordur"),
        ("\u304c", "\u304c"),  # the voicing of Japanese makes another letter, not an accent
        ("\u0915\u094d\u0937", "\u0915\u094d\u0937"),
    ],
)
def test_folding_forgets_case_accents_and_width(written, looked_up):
    assert text.fold(written) == looked_up


@unhurried
@given(ANYTHING)
def test_folding_is_total_and_idempotent(written):
    once = text.fold(written)
    assert text.fold(once) == once
