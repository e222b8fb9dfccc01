"""How long a text is for its reader."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried
from greenroom.kit.text.counting import cuts, grapheme

pytestmark = pytest.mark.fast
JOINING = "\u200d\ufe0f\u0301🇩🇪🇫👨👩🏽한\u1100\u1161\u0600क\u094d\r\na "


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("", 0),
        ("words", 5),
        ("👨\u200d👩\u200d👧\u200d👦", 1),
        ("🇩🇪🇫🇷🇮🇹", 3),
        ("👍🏽", 1),
        ("e\u0301é", 2),
        ("क्षि", 1),
        ("https://example.org/a/very/long/path/that/goes/on?and=on", 23),
        ("http://a.bc", 23),
        ("See https://example.org.", 28),
        ("@ida and #Tag", 13),
        ("example.org", 11),
        ("a\nb", 3),
    ],
)
def test_counting_counts_what_a_reader_sees(written, length):
    assert text.count(written) == length


@unhurried
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(JOINING), max_size=60))
def test_graphemes_are_those_of_the_standard(written):
    ours = [match[0] for match in grapheme().finditer(written)]
    assert ours == regex.findall(r"\X", written)


@unhurried
@given(st.text(st.characters() | st.sampled_from(JOINING + "@#:/."), max_size=200))
def test_counting_is_total_and_ends_with_the_text(written):
    places = list(cuts(written))
    assert [place for place, _ in places] == sorted({place for place, _ in places})
    assert text.count(written) == (places[-1][1] if places else 0)
    assert not written or places[-1][0] == len(written)
