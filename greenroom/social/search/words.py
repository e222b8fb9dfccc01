"""Words as search sees them: runs of letters and digits, folded, and their stems in a language.

Both databases are handed these tokens ready made, separated by spaces: neither cuts, folds or stems anything itself,
and so both find the same posts.
"""

import functools
import hashlib
import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

from greenroom.kit import text

STEMMED = {"en": "English", "de": "German", "fr": "French"}
UNSTEMMED = "zz"  # stands for every other language, and for none
LONGEST_WORD = 64  # letters; of a longer one the beginning and a digest are kept, which tell it apart as well
KEPT = 40
REMEMBERED = 20_000  # stems; the most used words of a language are nearly all that people write
BREAK = "_"  # stands between headline, note and descriptions, so that no phrase reaches across; never part of a word
_lock = Lock()  # a stemmer holds the word in hand


def words_of(written: str) -> list[str]:
    """The words of a text in order, none too long for an index; refuses what is longer than a post."""
    return [cut(word) for word in text.words(written)]


def cut(word: str) -> str:
    """The word itself, or what stands for one that no index would take."""
    if len(word) <= LONGEST_WORD:
        return word
    return f"{word[:KEPT]}{BREAK}{hashlib.blake2b(word.encode(), digest_size=12).hexdigest()}"


def language_of(tag: str) -> str:
    """The language by which posts of this language tag are stemmed: "de" for "de-AT", UNSTEMMED for others."""
    primary = tag.partition("-")[0].lower()
    return primary if primary in STEMMED else UNSTEMMED


def stem_token(word: str, language: str) -> str:
    """What the index holds of a word in a post of this language: "en_run" for "running"."""
    return f"{language}{BREAK}{stem(word, language)}"


def stem_tokens(word: str) -> list[str]:
    """What a post may hold that matches a word of a query: one token for each language, all different."""
    return [stem_token(word, language) for language in (*STEMMED, UNSTEMMED)]


def language_tokens(tag: str) -> list[str]:
    """What the index holds of a language tag: "_de_at" and "_de" for "de-AT", nothing for none."""
    parts = tag.split("-") if tag else []
    return [language_token("-".join(parts[:length])) for length in range(1, len(parts) + 1)]


def language_token(tag: str) -> str:
    """What the index holds of a post in this language: "_de" for "de", "_de_at" for "de-AT"."""
    return BREAK + tag.lower().replace("-", BREAK)


@functools.lru_cache(maxsize=REMEMBERED)
def stem(word: str, language: str) -> str:
    """The folded word without its endings; what is cut, and words of other languages, stay as they are.

    Of the folded word, so that "École" and "ecole" have one stem.
    """
    if language == UNSTEMMED or BREAK in word:
        return word
    with _lock:
        stemmed: str = stemmers()[language].stemWord(word)
    return stemmed or word


@functools.cache
def stemmers() -> dict[str, Any]:
    """One stemmer for each language, loaded past the package itself, which would load 36 of them (17 MB)."""
    spec = find_spec("snowballstemmer")
    package = ModuleType("greenroom_stemmers")
    package.__path__ = list(spec.submodule_search_locations or []) if spec else []
    sys.modules[package.__name__] = package
    return {
        language: getattr(import_module(f"{package.__name__}.{name.lower()}_stemmer"), f"{name}Stemmer")()
        for language, name in STEMMED.items()
    }
