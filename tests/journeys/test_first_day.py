"""A first day: signing in as three people, writing to a circle from a phone, answering, editing, leaving no trace."""

import re

from playwright.sync_api import expect

WORDS = "The night desk closes at two. Who tells the crews?"


def choose(page, key):
    """Open the chooser of readers and take one."""
    page.locator("details.chooser summary", has=page.locator("[data-to]")).first.click()
    page.locator(f'input[name="audience"][value="{key}"]').check()


def until_seen(page, address, words):
    """Open the page again until the worker has done what it shows."""
    for _ in range(30):
        page.goto(address)
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never said {words!r}")


def post_to_board(visit, words, note=""):
    """Ida writes to the Board from a window as wide as a phone; gives back her window and the post's address."""
    page = visit("ida", width=390)
    choose(page, "circle:board")
    expect(page.get_by_role("button", name="Post to Board")).to_be_visible()
    page.locator("#head").fill(words)
    if note:
        page.locator("#note").fill(note)
    page.get_by_role("button", name="Post to Board").click()
    link = page.locator("article h2 a", has_text=words).first
    expect(link).to_be_visible()
    return page, link.get_attribute("href")


def test_a_circle_reads_what_an_outsider_cannot_find(visit, site):
    page, address = post_to_board(visit, WORDS)
    insider, outsider, guest = visit("piet"), visit("runa"), visit()

    assert insider.goto(address).status == 200
    expect(insider.get_by_role("heading", name=WORDS)).to_be_visible()
    hidden = outsider.goto(address)
    assert (hidden.status, WORDS in outsider.content()) == (404, False)
    assert guest.goto(address).status == 404
    never = outsider.goto(re.sub(r"\d+/$", "117000000000000000/", address))
    assert never.status == 404
    assert WORDS not in (outsider.goto("/"), outsider.content())[1]
    assert page.faults == []


def test_answering_in_a_thread_reaches_the_same_readers(visit):
    _page, address = post_to_board(visit, "Which sentence would you take out?")
    reader = visit("piet")
    reader.goto(address)

    reader.locator("#reply textarea").fill("The one about understanding.")
    reader.locator("#reply button[value=post]").click()

    expect(reader.locator("article", has_text="The one about understanding.").first).to_be_visible()
    writer = visit("ida")
    until_seen(writer, "/notices/", "The one about understanding.")


def test_an_edit_keeps_the_earlier_words(visit):
    page, address = post_to_board(visit, "We meet at nine.")
    page.goto(f"{address}edit/")

    page.locator("#head").fill("We meet at ten.")
    page.locator("main form button.main, main form button[type=submit]").last.click()

    expect(page.get_by_role("heading", name="We meet at ten.")).to_be_visible()
    page.goto(f"{address}history/")
    expect(page.get_by_text("We meet at nine.")).to_be_visible()


def test_everything_works_without_scripts(visit):
    page = visit("ida", width=390, scripts=False)
    page.locator("#head").fill("Written without a single script.")
    page.locator("form#write button[value=post]").click()

    expect(page.locator("article h2 a", has_text="Written without a single script.").first).to_be_visible()
    article = page.locator("article", has_text="Written without a single script.").first
    article.get_by_role("button", name=re.compile("^Keep")).click()
    page.goto("/kept/")
    expect(page.locator("article", has_text="Written without a single script.").first).to_be_visible()


def test_a_headline_that_is_too_long_stays_typed(visit):
    page = visit("ida")
    too_long = "We say what we know. " * 8
    page.locator("#head").fill(too_long)
    page.locator("form#write button[value=post]").click()

    expect(page.locator(".err").first).to_be_visible()
    assert page.locator("#head").input_value().strip() == too_long.strip()
