"""Words survive a closed tab and a lost connection; news waits behind a button and steals no focus."""

from playwright.sync_api import expect


def test_a_draft_survives_a_closed_tab(visit):
    page = visit("celeste")
    page.locator("#head").fill("Half a thought about the rota")
    expect(page.locator("[data-saved]").first).to_have_text("Saved", timeout=15_000)
    other = page.context.new_page()
    page.close()

    other.goto("/drafts/")

    expect(other.get_by_text("Half a thought about the rota").first).to_be_visible()


def test_words_survive_a_lost_connection(visit):
    page = visit("bram")
    page.context.set_offline(True)
    page.locator("#head").fill("Typed in a tunnel")
    expect(page.locator("[data-saved]").first).to_contain_text("kept on this device", timeout=15_000)
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)

    other.goto("/")

    expect(other.locator("#head")).to_have_value("Typed in a tunnel")


def test_a_headline_that_is_too_long_is_counted_beyond_the_limit(visit):
    page = visit("ida")
    page.goto("/compose")
    head = page.locator("#head")

    head.fill("x" * 208)

    expect(page.locator("#left")).to_have_text("68 too many")
    expect(head).to_have_attribute("aria-invalid", "true")
    head.fill("x" * 139)
    expect(page.locator("#left")).to_have_text("1 left")


def test_new_posts_wait_behind_a_button(visit):
    reader, writer = visit("bram"), visit("ida")
    reader.goto("/network/")
    writer.goto("/compose")
    first = reader.locator("article").first
    first.focus()

    writer.locator("#head").fill("The boat is back in service at noon.")
    writer.locator("form#write button[value=post]").click()
    button = reader.locator(".newposts .btn")

    expect(button).to_be_visible(timeout=15_000)
    assert reader.evaluate("document.activeElement.tagName") == "ARTICLE"
    expect(reader.locator("article", has_text="back in service at noon")).to_have_count(0)
    button.click()
    expect(reader.locator("article", has_text="back in service at noon").first).to_be_visible()


def test_page_down_moves_between_posts(visit):
    page = visit("ida")
    articles = page.locator('[role="feed"] article')
    articles.nth(0).focus()

    page.keyboard.press("PageDown")

    assert page.evaluate("document.activeElement.getAttribute('aria-posinset')") == "2"
