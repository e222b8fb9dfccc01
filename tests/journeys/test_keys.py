"""Letter keys: each does what its button does, none while somebody types, all can be switched off."""

import re

import pytest
from playwright.sync_api import expect

HERE = "document.activeElement.closest('article')?.getAttribute('aria-posinset')"


def letters(page, *, on):
    """Switch the keys on or off in the settings."""
    page.goto("/settings/language/")
    page.locator('input[name="letter_keys"]').set_checked(on)
    page.locator("main form").last.locator("button").last.click()
    page.goto("/local/")


def first(page):
    """Go to the newest post with the key."""
    page.goto("/local/")
    page.keyboard.press("j")
    return page.locator("article:focus")


def test_j_and_k_and_the_page_keys_go_through_the_posts(visit):
    page = visit("celeste")
    page.goto("/local/")
    for key, expected in (("j", "1"), ("j", "2"), ("PageDown", "3"), ("k", "2"), ("PageUp", "1")):
        page.keyboard.press(key)
        assert page.evaluate(HERE) == expected, key


@pytest.mark.parametrize("key", ["Enter", "o"])
def test_a_post_opens(visit, key):
    page = visit("celeste")
    address = first(page).locator("h2 a").get_attribute("href")

    page.keyboard.press(key)

    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_enter_on_a_button_presses_the_button(visit):
    page = visit("celeste")
    keep = first(page).locator('button[formaction$="/keep/"]')
    keep.focus()

    page.keyboard.press("Enter")

    expect(page.locator('article button[formaction$="/keep/"]').first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("/local/$"))
    page.keyboard.press("Enter")
    expect(page.locator('article button[formaction$="/keep/"]').first).to_have_attribute("aria-pressed", "false")


def test_r_stands_in_the_field_of_the_reply(visit):
    page = visit("celeste")
    first(page)

    page.keyboard.press("r")
    expect(page.locator("form#reply textarea")).to_be_focused()

    page.locator("h1").click()
    page.keyboard.press("r")
    expect(page.locator("form#reply textarea")).to_be_focused()


@pytest.mark.parametrize(("key", "word"), [("b", "boost"), ("f", "helped"), ("s", "keep")])
def test_a_deed_is_done_and_taken_back(visit, key, word):
    page = visit("celeste")
    first(page)
    button = page.locator(f'article[aria-posinset="1"] button[formaction$="/{word}/"]')

    for pressed in ("true", "false"):
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", pressed)
        assert page.evaluate(HERE) == "1"


def test_n_writes_here_or_on_the_page_for_writing(visit):
    page = visit("celeste")
    page.goto("/")
    page.keyboard.press("n")
    expect(page.locator("#head")).to_be_focused()
    page.goto("/local/")

    page.keyboard.press("n")

    expect(page).to_have_url(re.compile("/compose$"))


def test_a_question_mark_shows_the_list_and_escape_goes_back(visit):
    page = visit("celeste")
    post = first(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    expect(dialog.locator("kbd", has_text=re.compile("^b$"))).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("s")

    page.keyboard.press("Escape")

    expect(dialog).not_to_be_visible()
    expect(post).to_be_focused()
    assert page.evaluate(HERE) == "1"


@pytest.mark.parametrize("chord", ["Control+Enter", "Meta+Enter"])
def test_a_chord_sends_the_words(visit, chord):
    page = visit("celeste")
    page.goto("/")
    page.locator("#head").fill(f"Sent with {chord}")
    page.locator("#note").focus()

    page.keyboard.press(chord)

    expect(page.locator("article h2", has_text=f"Sent with {chord}").first).to_be_visible()


def test_nothing_happens_while_somebody_types(visit):
    page = visit("celeste")
    page.goto("/")
    page.locator("#head").focus()

    page.keyboard.type("jkorbfsn?")

    expect(page.locator("#head")).to_have_value("jkorbfsn?")
    expect(page.locator("dialog")).to_have_count(0)
    page.locator("#head").fill("")


def test_switched_off_no_key_does_anything(visit):
    page = visit("celeste")
    letters(page, on=False)
    try:
        page.locator("article").first.focus()
        page.keyboard.type("jorbfsn?")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert page.evaluate(HERE) == "1"
        expect(page).to_have_url(re.compile("/local/$"))
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator("article").first.locator('[aria-pressed="true"]')).to_have_count(0)
        page.goto("/")
        page.locator("#head").fill("Not sent")
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(300)
        expect(page.locator("#head")).to_have_value(re.compile("^Not sent"))
        page.locator("#head").fill("")
        page.goto("/keys/")
        expect(page.get_by_text("They are switched off.")).to_be_visible()
    finally:
        letters(page, on=True)


def test_a_guest_who_cannot_switch_them_off_has_none(visit):
    page = visit()
    page.goto("/local/")

    page.keyboard.press("j")

    assert page.evaluate(HERE) is None


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_is_for_everybody(visit, axe, width):
    page = visit("celeste", width=width, theme="dark")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("address", "field"), [("/host/people/", "main #q"), ("/local/", ".rail #find"), ("/search/", "main #q")]
)
def test_a_slash_goes_to_the_search_field_of_the_page_before_that_of_the_frame(visit, address, field):
    page = visit("marit")
    page.goto(address)
    page.keyboard.press("/")

    expect(page.locator(f"{field}:focus")).to_have_value("")


def test_a_slash_goes_to_the_search_page_where_no_field_is_shown(visit):
    page = visit("celeste", width=320)
    page.goto("/local/")
    page.keyboard.press("/")

    expect(page).to_have_url(re.compile("/search/$"))
