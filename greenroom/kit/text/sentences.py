"""Where sentences end, well enough to cut a headline in English, German, French and scripts without spaces."""

import re
from collections.abc import Iterator

CLOSERS = "\"'\u201d\u2019\u00bb\u201c\u203a)\\]}*_"
WIDE_ENDERS = "\u3002\uff01\uff1f\uff61"  # scripts that put no space behind a sentence
WIDE_CLOSERS = "\u300d\u300f\uff09"
END = re.compile(
    rf"\n|[.!?\u2026\u203d\u061f\u0964][.!?\u2026]*(?:[\u00a0\u202f ]?\u00bb|[{CLOSERS}])*(?=\s|\Z)"
    rf"|[{WIDE_ENDERS}][{WIDE_CLOSERS}]*"
)
WORD_BEFORE = re.compile(r"([^\W_]+)\.\Z")
FOLLOWING = re.compile(r"\s*(\S)")
SHOWN_BEFORE = 20  # no abbreviation is longer
ORDINAL_DIGITS = 2  # "5. Mai" goes on, "in 2031. Then" does not

# Words that carry a full stop inside a sentence, and those that may end one as well: behind the second kind, a
# small letter tells that the sentence goes on. Elsewhere it tells nothing, since many write small throughout.
INSIDE = (
    "dr mr mrs ms prof st rev gen sen gov hon mt vs no nos fig vol dept approx est inc ltd corp jr sr "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "nr bzw ca bspw ggf inkl evtl zzgl vgl hr fr abs art str tel geb ing dipl stv sog "
    "env av bd chap éd fém masc mme mlle mgr"
)
ABBREVIATIONS = frozenset(INSIDE.split())
MAY_END = frozenset({"etc", "usw", "usf", "co", "al"})


def sentence_ends(text: str) -> Iterator[int]:
    """The places directly behind each sentence, and before each line break."""
    for match in END.finditer(text):
        if match[0] == "\n":
            yield match.start()
        elif not goes_on(text, match):
            yield match.end()


def goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence continues behind this full stop or these dots."""
    if match[0][0] not in ".\u2026":
        return False
    following = FOLLOWING.match(text, match.end())
    if following is None:
        return False
    goes_small = following[1].islower()
    if match[0].startswith(("\u2026", "..")):
        return goes_small
    word = WORD_BEFORE.search(text, max(match.start() - SHOWN_BEFORE, 0), match.start() + 1)
    return word is not None and stands_inside(word[1].casefold(), goes_small=goes_small)


def stands_inside(word: str, *, goes_small: bool) -> bool:
    """Whether a full stop behind this word belongs to the word: an initial, an ordinal, an abbreviation."""
    if word.isdecimal():
        return len(word) <= ORDINAL_DIGITS
    return len(word) == 1 or word in ABBREVIATIONS or (goes_small and word in MAY_END)
