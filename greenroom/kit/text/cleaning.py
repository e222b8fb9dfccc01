"""What may be stored and shown of what somebody typed."""

import re
import unicodedata

from greenroom.kit.text.limits import require_short

LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates: they reorder what stands beside them, so "gnp.exe" reads as "exe.png".
# The plain marks of direction (U+200E, U+200F, U+061C) stay: they only help their own neighbours.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
SPELLED_OUT = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
# Characters that draw nothing. A text made of these alone would be a post that nobody can see or open.
INVISIBLE = re.compile(
    "[\\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
UNUSUAL_RUN = re.compile(r"[^\w\s]{31,}")
MARKS_IN_A_ROW = 30  # the stream-safe bound of Unicode annex 15; composing costs the square of a longer row
NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # the wide letters of Japanese keyboards
# Letters that no decomposition takes apart, as keyboards without them write them.
PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "\u0131": "i",
        "ĳ": "ij",
    }
)
LOWEST_ACCENT = 10  # combining classes below belong to the letter (nukta, voicing, virama)


def tidy(text: str) -> str:
    """The words as written, with line ends unified, without control characters and lone surrogates; trimmed."""
    return CONTROL.sub("", LINE_END.sub("\n", require_short(text))).strip()


def clean(text: str) -> str:
    """What may be stored of a typed text: tidy, in composed form, and without characters that reorder others.

    Total and idempotent; refuses what is longer than a post with `TooLong`. At most 30 marks may
    pile up on a letter. Composing can lengthen a text a little, never beyond three times.
    """
    composed = unicodedata.normalize("NFC", without_piles(BIDI.sub("", tidy(text))))
    return without_piles(composed).strip()  # once more, since composing also takes some characters apart


def without_piles(text: str) -> str:
    """The text with at most 30 marks piled on one letter: more only cover the lines around it."""
    return UNUSUAL_RUN.sub(lambda run: first_marks(run[0]), text)


def first_marks(run: str) -> str:
    """A run of characters without what follows 30 marks in a row."""
    kept = []
    marks = 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return not INVISIBLE.sub("", text)


def show_bidi(html: str) -> str:
    """The same HTML with reordering characters spelled out, so that they show instead of act [X4]."""
    return html.translate(SPELLED_OUT) if BIDI.search(html) else html


def fold(text: str) -> str:
    """The text as look-up sees it: no case, no accents, no width ("École" is "ecole"). Total and idempotent.

        Letters of their own are written plainly ("Łódź" is "lodz", "Ærø" is "aero"). Accents and the vowel points of
    XX
    """
    folded = without_piles(require_short(text)).translate(NARROW).casefold()
    while True:
        letters = unicodedata.normalize("NFD", folded)
        for mark in {character for character in set(letters) if unicodedata.combining(character) >= LOWEST_ACCENT}:
            letters = letters.replace(mark, "")
        once_more = unicodedata.normalize("NFC", letters).casefold().translate(PLAIN)
        if once_more == folded:
            return folded
        folded = once_more
