"""What Greenroom makes of words: counting, splitting, rendering, finding."""

from greenroom.kit.text.cleaning import clean, fold, is_blank
from greenroom.kit.text.counting import count
from greenroom.kit.text.finding import links, mentions, tags
from greenroom.kit.text.language import guess_language
from greenroom.kit.text.limits import TooLong
from greenroom.kit.text.lookup import word_pattern, words
from greenroom.kit.text.matching import Finder, comparable, pattern_of
from greenroom.kit.text.reading import excerpt, plain, reading_minutes, spoken
from greenroom.kit.text.rendering import Rendered, render
from greenroom.kit.text.sanitising import sanitise
from greenroom.kit.text.splitting import HeadlineRefused, Words, source, split

__all__ = [
    "Finder",
    "HeadlineRefused",
    "Rendered",
    "TooLong",
    "Words",
    "clean",
    "comparable",
    "count",
    "excerpt",
    "fold",
    "guess_language",
    "is_blank",
    "links",
    "mentions",
    "pattern_of",
    "plain",
    "reading_minutes",
    "render",
    "sanitise",
    "source",
    "split",
    "spoken",
    "tags",
    "word_pattern",
    "words",
]
