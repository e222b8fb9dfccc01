"""News is said at most every ten seconds; the focus stays where it is, and so do the words that are read [Y2]."""

from itertools import pairwise

import pytest

EVERY = 10_000  # milliseconds (trust, section 12)
ROUNDED = 20  # milliseconds that a clock of whole ones may lose
# The stream of the page is the test's own, and what is said to screen readers is written down with its moment.
OURS = """
window.streams = []
window.EventSource = class extends EventTarget {
    static CLOSED = 2
    readyState = 1
    constructor(url) { super(); this.url = url; window.streams.push(this) }
    close() { this.readyState = 2 }
}
window.tell = count => window.streams.at(-1).dispatchEvent(
    new MessageEvent("posts", {data: JSON.stringify({count, text: count ? `${count} new posts` : ""})}))
window.said = []
addEventListener("load", () => new MutationObserver(changes => {
    for (const {target} of changes) {
        const spoken = target.closest?.("[role=status], [role=alert], [aria-live]")
        if (spoken && spoken.textContent) window.said.push([Date.now(), spoken.textContent])
    }
}).observe(document.body, {subtree: true, childList: true, characterData: true}))
"""
WHERE = """() => ({
    focus: document.activeElement.id || document.activeElement.tagName,
    top: Math.round(document.activeElement.getBoundingClientRect().top),
    articles: document.querySelectorAll("article").length,
})"""


@pytest.fixture
def reading(visit):
    """Bram in the middle of the network's timeline, on a clock of the test's own."""
    page = visit("bram")
    page.context.add_init_script(OURS)
    page.clock.install()
    page.goto("/network/")
    article = page.locator("article").nth(4)
    article.focus()
    article.scroll_into_view_if_needed()
    return page


def test_y2_news_is_said_at_most_every_ten_seconds_and_moves_nothing(reading):
    before = reading.evaluate(WHERE)
    for count in range(1, 31):
        reading.evaluate("count => window.tell(count)", count)
        reading.clock.run_for(2_000)
    reading.clock.run_for(EVERY)

    said = reading.evaluate("window.said")
    moments = [moment for moment, _words in said]
    assert said[-1][1] == "30 new posts"
    assert 5 <= len(said) <= 8
    assert min(later - sooner for sooner, later in pairwise(moments)) >= EVERY - ROUNDED
    assert reading.evaluate(WHERE) == before
    assert reading.locator(".newposts .btn").is_visible()


def test_y2_what_was_taken_back_is_not_said_any_more(reading):
    reading.evaluate("window.tell(1)")
    reading.clock.run_for(1_000)
    reading.evaluate("window.tell(2)")
    reading.evaluate("window.tell(0)")
    reading.clock.run_for(EVERY * 2)

    assert [words for _moment, words in reading.evaluate("window.said")] == ["1 new posts"]
    assert not reading.locator(".newposts .btn").is_visible()


def test_y2_whoever_reads_at_the_top_keeps_their_line_too(reading):
    reading.evaluate("scrollTo(0, 0)")
    first = reading.locator("article").first
    before = first.bounding_box()["y"]

    reading.evaluate("window.tell(3)")

    assert reading.locator(".newposts .btn").is_visible()
    assert first.bounding_box()["y"] == before
