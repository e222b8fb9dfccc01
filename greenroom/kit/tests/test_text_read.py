"""A note as plain words, as a beginning, in minutes; and its language."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried

pytestmark = pytest.mark.fast
DECLARATIONS = Path(__file__).parents[4] / "shared" / "data" / "languages-udhr"
LANGUAGES = {
    "arb": "ar",
    "cmn_hans": "zh",
    "deu": "de",
    "ell_monotonic": "el",
    "eng": "en",
    "fin": "fi",
    "fra": "fr",
    "heb": "he",
    "hin": "hi",
    "hun": "hu",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "pol": "pl",
    "por_PT": "pt",
    "rus": "ru",
    "spa": "es",
    "tur": "tr",
    "vie": "vi",
}
needs_declarations = pytest.mark.skipif(
    not DECLARATIONS.exists(), reason="the declarations in 19 languages are not beside this checkout"
)


def test_plain_words_are_the_note_without_its_marks():
    note = (
        "# Head\n\nSome **bold** [words](https://a.bc) and `code`.\n\n"
        "- one\n- ![alt](https://a.bc/p.png)\n\n```\nx = 1\n```"
    )
    assert text.plain(note) == "Head\nSome bold words and code.\none\nalt\nx = 1"


@pytest.mark.parametrize(
    ("note", "graphemes", "beginning"),
    [
        ("Short.", 20, "Short."),
        ("", 20, ""),
        ("One two three four", 12, "One two…"),
        ("One two three four", 14, "One two three…"),
        ("One two, three", 9, "One two…"),
        ("Donaudampfschifffahrt", 6, "Donau…"),
        ("👨\u200d👩\u200d👧" * 5, 3, "👨\u200d👩\u200d👧" * 2 + "…"),
        ("**One**\n\ntwo\nthree", 40, "One two three"),
    ],
)
def test_an_excerpt_ends_behind_a_word(note, graphemes, beginning):
    assert text.excerpt(note, graphemes) == beginning


@unhurried
@given(st.text(max_size=400), st.integers(1, 50))
def test_an_excerpt_is_total_and_never_too_long(note, graphemes):
    assert text.count(text.excerpt(note, graphemes).replace("://", "")) <= graphemes


def test_reading_takes_whole_minutes():
    assert [text.reading_minutes(note) for note in ("", "word", "word " * 230, "word " * 231, "字" * 1000)] == [
        0,
        1,
        1,
        2,
        3,
    ]


@needs_declarations
@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_a_page_tells_its_language(name, language):
    assert text.guess_language((DECLARATIONS / f"{name}.txt").read_text()) == language


@needs_declarations
@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_headlines_are_guessed_mostly_right_and_hardly_ever_wrong(name, language):
    lines = [line.strip() for line in (DECLARATIONS / f"{name}.txt").read_text().splitlines()]
    guesses = Counter(text.guess_language(line[:140]) for line in lines if len(line) > 20)
    assert guesses[language] >= 0.8 * guesses.total()
    assert guesses[language] + guesses[""] >= 0.98 * guesses.total()


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("We told 2,100 people about a site closure in one morning.", "en"),
        ("Wer hat schon einmal eine Betriebsversammlung zweisprachig gehalten?", "de"),
        ("Nous avons annoncé la fermeture du site à tous en une matinée.", "fr"),
        ("OK", ""),
        ("", ""),
        ("@ida https://example.org/the/of/and #TheAndOf", ""),
        ("12:30, 14:45", ""),
        ("Xqz wvut krrp", ""),
    ],
)
def test_a_few_words_are_guessed_or_left_open(words, language):
    assert text.guess_language(words) == language


@unhurried
@given(st.text(max_size=300))
def test_guessing_is_total(words):
    assert len(text.guess_language(words)) in {0, 2}


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Ask @ida about `@media print`.", ["ida"]),
        ("```css\n@media print { }\n```\n\nThanks @bram", ["bram"]),
        ("~~~\n@media\n~~~\n", []),
        ("Thanks @bram\n\n    @media print", ["bram"]),
        ("``a ` @media`` and @noor", ["noor"]),
        ("A lone ` and @ida, then @bram", ["ida", "bram"]),
        ("An escaped \\`@ida\\` is none", ["ida"]),
        ("- `@media`\n- @ida\n\n> @bram `@import`", ["ida", "bram"]),
        ("**@ida** and *@bram*", ["ida", "bram"]),
        ("", []),
    ],
)
def test_code_names_nobody(note, named):
    assert text.mentions(text.spoken("The print sheet", note)) == named
    assert text.mentions(text.spoken("In a headline `@otto` is no code", note)) == ["otto", *named]
