"""Writing, in a browser: what the button names, how the chooser closes, what happens to words and their drafts."""

import re

import pytest
from playwright.sync_api import expect


def chooser(page):
    """The list of those who can read, opened."""
    page.locator("details.chooser:has([data-to]) > summary").first.click()
    return page.locator("details.chooser:has([data-to])").first


def sender(page):
    return page.locator("form.composer button[value=post]")


def symbol(page):
    return page.locator("details.chooser:has([data-to]) > summary use").first.get_attribute("href")


def test_without_scripts_no_button_names_readers_that_are_not_ticked(visit):
    page = visit("ida", scripts=False)
    expect(sender(page)).to_have_accessible_name("Post to the network")
    chooser(page)

    page.locator('input[value="circle:board"]').check()

    expect(sender(page)).to_have_accessible_name("Post")
    expect(page.locator("details.chooser:has([data-to]) > summary").first).to_have_text(
        "as ticked here", use_inner_text=True
    )
    expect(page.locator("form.composer [data-readers]")).not_to_be_visible()
    page.locator('input[value="network"]').check()
    expect(sender(page)).to_have_accessible_name("Post to the network")


def test_without_scripts_no_button_names_a_voice_that_is_not_ticked(visit):
    page = visit("ida", scripts=False)
    page.locator("details.chooser > summary").first.click()

    page.locator('input[name="speaks_as"][value="skerrow"]').check()

    expect(sender(page)).to_have_accessible_name("Post")


def test_a_choice_with_the_pointer_changes_word_and_symbol_and_closes(visit):
    page = visit("ida")
    opened = chooser(page)
    assert symbol(page) == "#i-net"

    opened.locator('label:has(input[value="circle:board"])').click()

    expect(opened).not_to_have_attribute("open", "")
    assert symbol(page) == "#i-circle"
    expect(sender(page)).to_have_accessible_name("Post to Board")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("key", ["Enter", "Escape", "Tab"])
def test_arrow_keys_try_one_audience_after_another_until_somebody_is_done(visit, key):
    page = visit("ida")
    opened = chooser(page)
    opened.locator("input:checked").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(opened).to_have_attribute("open", "")
    expect(sender(page)).to_have_accessible_name("Post to everybody")

    page.keyboard.press(key)

    expect(opened).not_to_have_attribute("open", "")
    expect(page).to_have_url(re.compile(r"/$"))


def test_the_words_of_a_tab_that_closed_at_once_are_posted_and_leave_no_draft(visit):
    page = visit("celeste")
    page.locator("#head").fill("Typed in a hurry")
    page.close(run_before_unload=False)
    again = page.context.new_page()

    again.goto("/")
    expect(again.locator("#head")).to_have_value("Typed in a hurry")
    expect(again.locator("[data-saved]").first).to_have_text("Saved", timeout=15_000)
    expect(again.get_by_text("A draft waits: Typed in a hurry")).not_to_be_visible()
    again.wait_for_timeout(3000)
    sender(again).click()

    expect(again.locator("article h2", has_text="Typed in a hurry").first).to_be_visible()
    expect(again.locator(".waiting", has_text="Typed in a hurry")).to_have_count(0)
    again.goto("/drafts/")
    expect(again.locator("main")).not_to_contain_text("Typed in a hurry")


def test_a_refusal_of_a_very_long_note_is_in_sight(visit):
    for width, height in ((390, 844), (1280, 800)):
        page = visit("ida", width=width, height=height)
        page.goto("/compose")
        page.locator("#head").fill("Long")
        page.locator("#note").fill("These are words of a chapter. " * 1_950)
        bar = page.locator("form.composer .bar").bounding_box()
        assert bar["y"] < height * 1.5
        sender(page).click()

        expect(page.locator(".err.words")).to_be_in_viewport()
        expect(page.locator("#head")).to_be_focused()


def test_without_a_connection_a_post_stays_on_its_page(visit):
    page = visit("bram")
    page.locator("#head").fill("Sent from a tunnel")
    page.context.set_offline(True)

    sender(page).click()

    expect(page.locator("[data-saved]").first).to_contain_text("nothing was sent")
    expect(page.locator("#head")).to_have_value("Sent from a tunnel")
    page.context.set_offline(False)
    sender(page).click()
    expect(page.locator("article h2", has_text="Sent from a tunnel").first).to_be_visible()
