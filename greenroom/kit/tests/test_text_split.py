"""A text becomes a headline and a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried
from greenroom.kit.text.cleaning import tidy
from greenroom.kit.text.counting import grapheme
from greenroom.kit.text.finding import tokens

pytestmark = pytest.mark.fast
LINK = "https://example.org/" + "a" * 200
PIECES = st.sampled_from(
    [
        " ",
        "\n",
        "\n\n",
        "\n \n",
        ". ",
        "! ",
        "word",
        "Wort. ",
        "@ida",
        "#Tag",
        LINK,
        "http://a.bc",
        "a@b.cc",
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "\u0301",
        "x" * 60,
        "y" * 150,
        "\u200b",
        "\u202e",
        "\u00a0",
        "_",
        "https://a.bc_",
        "。",
        "#" + "z" * 99,
        "Dr. ",
        "\r\n",
    ]
)
ANYTHING = st.text(max_size=400) | st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


def split_or_none(written):
    """The words, or None for a text without anything to see in its headline."""
    try:
        return text.split(written)
    except text.HeadlineRefused as refusal:
        if refusal.code != "empty":
            raise
        return None


def without_space(written):
    return "".join(tidy(written).split())


@unhurried
@given(ANYTHING)
def test_the_headline_always_fits(written):
    words = split_or_none(written)
    assert words is None or 1 <= text.count(words.headline) <= 140


@unhurried
@given(ANYTHING)
def test_nothing_but_white_space_is_lost_at_the_cut(written):
    words = split_or_none(written)
    assert words is None or without_space(words.headline + words.note) == without_space(written)


@unhurried
@given(ANYTHING)
def test_splitting_the_source_again_gives_the_same_pair(written):
    words = split_or_none(written)
    assert words is None or text.split(text.source(words.headline, words.note)) == words


@unhurried
@given(ANYTHING, st.text(max_size=100))
def test_a_pair_that_was_sent_survives_its_source(note, headline):
    try:
        words = text.split(note, headline=headline)
    except text.HeadlineRefused:
        return
    assert text.split(text.source(words.headline, words.note)) == words


@unhurried
@given(ANYTHING)
def test_no_link_mention_tag_or_grapheme_is_cut(written):
    words = split_or_none(written)
    whole = tidy(written)
    if words is None or words.headline == whole:
        return
    cut = len(words.headline)
    assert whole.startswith(words.headline)
    assert [token for token in tokens(whole) if token.kind != "opaque" and token.start < cut < token.end] == []
    assert whole[cut].isspace() or cut in {match.end() for match in grapheme().finditer(whole)}


CASES = {
    "the text before the first blank line": ("Short.\n\nLong story.", "Short.", "Long story."),
    "a blank line may hold spaces": ("Short\n \t\nLong", "Short", "Long"),
    "a line break alone is part of a short text": ("One\nTwo", "One\nTwo", ""),
    "the whole text when it is short": ("w" * 140, "w" * 140, ""),
    "the last sentence that fits": (
        "One two. Three! Four? " + "five " * 40,
        "One two. Three! Four?",
        ("five " * 40).strip(),
    ),
    "a small letter can start a sentence": (
        "we were late. sorry. " + "more " * 40,
        "we were late. sorry.",
        ("more " * 40).strip(),
    ),
    "a line break counts as a sentence": ("No stop here\n" + "word " * 40, "No stop here", ("word " * 40).strip()),
    "a title does not end a sentence": (
        "All done. We thank Dr. Lind " + "w " * 80,
        "All done.",
        "We thank Dr. Lind " + ("w " * 80).strip(),
    ),
    "an ordinal does not either": (
        "Es ist so weit. Am 5. Mai " + "w " * 80,
        "Es ist so weit.",
        "Am 5. Mai " + ("w " * 80).strip(),
    ),
    "a closing quote belongs to its sentence": (
        "“We will.” Then " + "w " * 80,
        "“We will.”",
        "Then " + ("w " * 80).strip(),
    ),
    "French spaces its guillemets": ("« Oui. » Puis " + "w " * 80, "« Oui. »", "Puis " + ("w " * 80).strip()),
    "Japanese needs no space": ("これは文です。" + "字" * 150, "これは文です。", "字" * 150),
    "the last word that fits": ("word " * 40, ("word " * 28).strip(), ("word " * 12).strip()),
    "one long word": ("y" * 200, "y" * 140, "y" * 60),
    "a paragraph too long for a headline": ("Yes. " + "w " * 90 + "w\n\nRest", "Yes.", "w " * 90 + "w\n\nRest"),
    "a link counts 23 and stays whole": ("z" * 116 + " " + LINK + " end", "z" * 116 + " " + LINK, "end"),
    "a link that does not fit moves": ("z" * 117 + " " + LINK, "z" * 117, LINK),
    "a family stays together": ("x" * 139 + "👨\u200d👩\u200d👧" + "x", "x" * 139 + "👨\u200d👩\u200d👧", "x"),
    "a tag is not cut": ("x" * 130 + " #" + "t" * 40, "x" * 130, "#" + "t" * 40),
    "a mention is not cut": ("x" * 135 + "(@idaidaida)", "x" * 135 + "(", "@idaidaida)"),
}


@pytest.mark.parametrize(("written", "headline", "note"), CASES.values(), ids=CASES)
def test_splitting_follows_the_table(written, headline, note):
    assert text.split(written) == text.Words(headline, note)


def test_line_ends_are_unified_and_the_text_is_trimmed():
    assert text.split("\r\n Headline\r\n\r\nNote\r\n") == text.Words("Headline", "Note")


def test_a_sent_headline_is_kept_with_the_text_as_its_note():
    assert text.split("First.\n\nSecond.", headline=" Sent ") == text.Words("Sent", "First.\n\nSecond.")


@pytest.mark.parametrize(
    ("headline", "code"),
    [("x" * 141, "too_long"), ("a\n\nb", "blank_line"), ("", "empty"), (" \n ", "empty"), ("\u200b\u2060", "empty")],
)
def test_a_sent_headline_that_breaks_a_rule_is_refused(headline, code):
    with pytest.raises(text.HeadlineRefused) as refused:
        text.split("note", headline=headline)
    assert refused.value.code == code


@pytest.mark.parametrize("written", ["", " \r\n", "\x00", "\ud800", "\u200b", "\u3164"])
def test_a_text_that_nobody_could_see_is_refused(written):
    with pytest.raises(text.HeadlineRefused) as refused:
        text.split(written)
    assert refused.value.code == "empty"


def test_a_whole_post_at_its_limit_can_be_split_again_and_one_more_character_is_refused():
    words = text.split("n" * 49_999, headline="h")
    assert text.split(text.source(words.headline, words.note)) == words
    with pytest.raises(text.TooLong):
        text.split("n" * 50_000, headline="h")
