"""No text can make a page expensive: over its limit it is not read, at its limit it costs at most 10 times prose."""

import statistics
import time

import pytest

from greenroom.kit import text
from greenroom.kit.text.limits import HTML_CHARACTERS, POST_CHARACTERS

N = POST_CHARACTERS
PROSE = (
    "We told 2,100 people about a site closure in one morning. Here is the order we used, and the step I would move!\n"
    "It is a well-known case: see below.\n\n"
    "Die Fähre fuhr zu spät, und wir haben das Wetter genannt. Das war falsch; é, è und ç stehen auch hier.\n\n"
)
UNNOTICED = 4  # what showing so many notes of prose costs is allowed to anything, whatever its own ratio
REPEATED = [
    "[",
    "![",
    "*",
    "**a ",
    "`",
    "``a ",
    "&",
    "&amp; ",
    "<",
    "<a",
    "> ",
    "- ",
    "- a\n",
    "*a_ ",
    "**x** ",
    "[a](b",
    "[a](",
    "[ (](",
    "\\",
    "a\n\n",
    "#a ",
    "@a ",
    ":",
    "http:",
    "http://",
    "[a](http://b.cc) ",
    "> a\n",
    "***a",
    "a**b",
    "<http://a.bc>",
    "&#",
    "# a\n",
    "```\n",
    "[a][",
    "![[]()",
    "*_",
    "- \n",
    "[a](<b",
    "]",
    "a  \n",
    "===\n",
    "\u0301",
    "\u0301\u0316",
    "\u0f73\u0301",
    "👨\u200d",
    "🇩",
    "\ufdfa",
    "\u202e",
    "http://a.bc ",
    "a@b.cc ",
    "x@y.",
    "@a@b ",
    "a.",
    "#1",
    "https://a.bc/(",
    "https://a.bc/)",
    "http://a.a.a.a.a ",
    "[a.bc](http://d.ef) ",
    "<em>",
    "<blockquote>",
    "<ul><li>",
    "<div>",
    "<table><tr><td>",
    "<svg><style>",
    "\u0600",
    "Dr. ",
    "\r",
    "が",
    "(@a)",
    "\u1100",
]
ADVERSARIAL = {repr(piece): (piece * N)[:N] for piece in REPEATED} | {
    "brackets in brackets": "[" * (N // 2) + "]" * (N // 2),
    "links in links": "[a" * (N // 6) + "](b)" * (N // 6),
    "longer and longer code": "".join("`" * length + " " for length in range(1, 316))[:N],
    "deep quotes": "\n".join(">" * (depth % 50) + " a" for depth in range(N // 30)),
    "marks just below the bound": ("- a\n" * 1000 + PROSE * 200)[:N],
    "links just below the bound": ("http://a.bc " * 3000 + PROSE * 200)[:N],
    "brackets just below the bound": (("[" + "a" * 14) * N)[:N],
}


def render(words):
    return text.render("", words, mention_url="/@{}/".format, tag_url="/tags/{}/".format)


def headline(words):
    return text.render(words, mention_url="/@{}/".format, tag_url="/tags/{}/".format)


def split(words):
    try:
        return text.split(words)
    except text.HeadlineRefused:
        return None


FUNCTIONS = [
    text.clean,
    text.count,
    split,
    render,
    headline,
    text.mentions,
    text.tags,
    text.links,
    text.guess_language,
    text.fold,
    text.plain,
    lambda words: text.excerpt(words, 280),
    text.reading_minutes,
    text.sanitise,
]
NAMES = [
    "clean",
    "count",
    "split",
    "render",
    "headline",
    "mentions",
    "tags",
    "links",
    "guess_language",
    "fold",
    "plain",
    "excerpt",
    "reading_minutes",
    "sanitise",
]


def cost(function, words):
    """Seconds of work of this process, the waiting for others not counted."""
    start = time.process_time()
    function(words)
    return time.process_time() - start


def median_cost(function, words):
    return statistics.median(cost(function, words) for _ in range(5))


@pytest.mark.parametrize("function", FUNCTIONS, ids=NAMES)
def test_at_the_limit_no_text_costs_over_ten_times_prose(function):
    prose = (PROSE * N)[:N]
    cost(function, prose)  # what is loaded at first use counts for nobody
    allowed = max(10 * median_cost(function, prose), UNNOTICED * median_cost(render, prose))
    slow = {name for name, words in ADVERSARIAL.items() if cost(function, words) > allowed}
    costs = {name: median_cost(function, ADVERSARIAL[name]) / allowed for name in slow}
    assert {name: ratio for name, ratio in costs.items() if ratio > 1} == {}


@pytest.mark.fast
@pytest.mark.parametrize("function", FUNCTIONS, ids=NAMES)
def test_a_text_over_its_limit_is_refused_unread(function):
    words = "[" * 1_000_000
    start = time.process_time()
    with pytest.raises(text.TooLong) as refused:
        function(words)
    assert refused.value.code == "too_long"
    assert time.process_time() - start < 0.02


@pytest.mark.fast
def test_the_limits_are_those_that_are_published():
    assert (POST_CHARACTERS, HTML_CHARACTERS) == (50_000, 100_000)
