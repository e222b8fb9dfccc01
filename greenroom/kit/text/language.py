"""Which language a text is in, guessed from its letters and small words; "" when unsure."""

import functools
import re
from collections import Counter, defaultdict

from greenroom.kit.text.limits import require_short
from greenroom.kit.text.profiles import ENDINGS, OWN_LETTERS, SMALL_WORDS

READ = 2_000  # characters; more do not change the answer
WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc\u0300-\u036f\u064b-\u0652\u0900-\u0963]+[^\W\d_]*)*")
NOT_WORDS = re.compile(r"https?://\S+|[@#\uff03]\w+|`[^`]*`")
ENDING_WEIGHT = 0.5
LETTER_WEIGHT = 1.0
LEAST = 1.5  # a small word and an ending
MARGIN = 1.25  # the best must beat the next by this
SHARE = 0.12  # of the words must speak for the language

# Scripts that tell the language by themselves, first to last letter.
SCRIPTS = (
    ("ja", "\u3041", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("ko", "\u1100", "\u11ff"),
    ("el", "\u0370", "\u03ff"),
    ("el", "\u1f00", "\u1fff"),
    ("he", "\u0590", "\u05ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"),
    ("zh", "\u3400", "\u9fff"),
)
OWN_SCRIPT = 0.5  # of the letters
KANA = 0.1  # Japanese mixes kana into Chinese characters; Chinese never does


def guess_language(text: str) -> str:
    """The language's two letters, or "" when unsure; refuses what is longer than a post with `TooLong`."""
    beginning = NOT_WORDS.sub(" ", require_short(text)[:READ])
    return by_script(beginning) or by_words(
        [word.casefold().replace("\u2019", "'") for word in WORD.findall(beginning)]
    )


def by_script(text: str) -> str:
    """The language that alone writes in the letters of the text."""
    letters = [character for character in text if character.isalpha()]
    found = Counter(script_of(letter) for letter in letters)
    if found["ja"] > KANA * len(letters) and found["ja"] + found["zh"] > OWN_SCRIPT * len(letters):
        return "ja"
    best, number = max(found.items(), key=lambda item: item[1], default=("", 0))
    return best if number > OWN_SCRIPT * len(letters) else ""


def script_of(letter: str) -> str:
    """The language that owns the letter's script."""
    return next((language for language, first, last in SCRIPTS if first <= letter <= last), "")


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that puts no space between words."""
    return "\u0e00" <= character <= "\u0eff" or "\u3041" <= character <= "\u9fff"


def by_words(words: list[str]) -> str:
    """The language whose small words, letters and endings stand out."""
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for language, weight in marks().get(word, ()):
            scores[language] += weight
        for language, letters in OWN_LETTERS.items():
            if not letters.isdisjoint(word):
                scores[language] += LETTER_WEIGHT
        for language, endings in ENDINGS.items():
            if word.endswith(endings):
                scores[language] += ENDING_WEIGHT
    (best, score), (_, next_score) = (*sorted(scores.items(), key=lambda item: -item[1]), ("", 0.0), ("", 0.0))[:2]
    clear = score >= LEAST and score >= MARGIN * next_score and score >= SHARE * len(words)
    return best if clear else ""


@functools.cache
def marks() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each small word, the languages it speaks for; one that many share says less."""
    speakers: dict[str, list[str]] = {}
    for language, words in SMALL_WORDS.items():
        for word in dict.fromkeys(words.split()):
            speakers.setdefault(word, []).append(language)
    return {word: tuple((one, 1 / len(all_) ** 0.5) for one in all_) for word, all_ in speakers.items()}
