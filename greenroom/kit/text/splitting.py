"""A text becomes a headline and a note: the splitting table of stream.md."""

import re
from dataclasses import dataclass
from itertools import islice, takewhile

from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal
from greenroom.kit.text.cleaning import is_blank, tidy
from greenroom.kit.text.counting import count, cuts, grapheme
from greenroom.kit.text.limits import HEADLINE_GRAPHEMES, POST_CHARACTERS, require_short
from greenroom.kit.text.sentences import sentence_ends

BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
LOOK_AHEAD = 40  # what follows a full stop tells whether the sentence is over
GLUE = frozenset("\u00a0\u2007\u202f")  # spaces that hold a word together ("10 000")


@dataclass(frozen=True, slots=True)
class Words:
    """What a post says: a headline that fits, and what follows it."""

    headline: str
    note: str = ""


class HeadlineRefused(Refusal):
    """A headline breaks a rule; `code` is "too_long", "blank_line" or "empty"."""


def split(text: str, headline: str | None = None) -> Words:
    """The headline and the note of a text; with `headline` sent along, the text is the note.

    Splitting `source(headline, note)` again gives the same pair. Headline plus note are the text apart from
    white space at the cut. Refuses an empty headline, and a sent one that is over 140 or holds a blank line
    (`HeadlineRefused`), and what is longer than a post (`TooLong`).
    """
    if headline is not None:
        words = Words(accepted(tidy(headline)), tidy(text))
    else:
        whole = tidy(text)
        end = end_of_headline(whole)
        words = Words(whole[:end].rstrip(), whole[end:].lstrip())
    if is_blank(words.headline):
        raise HeadlineRefused(_("Write a headline."), code="empty")
    require_short(words.headline + words.note, POST_CHARACTERS)
    return words


def source(headline: str, note: str = "") -> str:
    """Both as one text that `split` takes apart again at the same place."""
    return f"{headline}\n\n{note}" if note else headline


def accepted(headline: str) -> str:
    """A headline that was sent, or a refusal that says which rule it breaks."""
    if BLANK_LINE.search(headline):
        raise HeadlineRefused(_("A headline cannot hold a blank line."), code="blank_line")
    length = count(headline)
    if length > HEADLINE_GRAPHEMES:
        raise HeadlineRefused(
            _("The headline has %(count)d characters; at most %(limit)d fit."),
            code="too_long",
            params={"count": length, "limit": HEADLINE_GRAPHEMES},
        )
    return headline


def end_of_headline(text: str) -> int:
    """Where the headline of a tidy text ends: the first row of the table that applies."""
    blank_line = BLANK_LINE.search(text)
    first_part = blank_line.start() if blank_line else len(text)
    if fits(text[:first_part]):
        return first_part
    places = fitting_cuts(text)
    allowed = frozenset(places)
    ends = [end for end in sentence_ends(text[: places[-1] + LOOK_AHEAD]) if end in allowed]
    words = [place for place in places if text[place].isspace() and text[place] not in GLUE]
    for place in (*reversed(ends), *reversed(words), *reversed(places)):
        if not is_blank(text[:place]) and fits(text[:place]):
            return place
    return places[-1]


def fits(part: str) -> bool:
    """Whether a part counts at most 140; reads no further than that."""
    return all(counted <= HEADLINE_GRAPHEMES for _, counted in cuts(part.rstrip()))


def fitting_cuts(text: str) -> list[int]:
    """The places up to which a long text counts at most 140, in order; never none."""
    places = [place for place, _ in takewhile(lambda cut: cut[1] <= HEADLINE_GRAPHEMES, cuts(text))]
    return places or [match.end() for match in islice(grapheme().finditer(text), HEADLINE_GRAPHEMES)]
