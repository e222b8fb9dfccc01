"""What stands beside what: rows that stay one row, bars that are no wider than their column."""

import pytest
from playwright.sync_api import expect

ROWS = """[...document.querySelectorAll('form.acts')].map(
    form => new Set([...form.querySelectorAll('.act')].map(act => Math.round(act.getBoundingClientRect().top))).size
)"""


def speak(page, language):
    page.goto("/settings/language/")
    page.locator('select[name="language"]').select_option(language)
    page.locator("main form").last.locator("button").last.click()
    page.goto("/")


@pytest.mark.parametrize("language", ["de", "fr", "en"])
@pytest.mark.parametrize("width", [320, 390])
def test_the_deeds_of_a_post_are_one_row_on_a_phone(visit, width, language):
    page = visit("ida", width=width, language=language)
    speak(page, language)
    rows = page.evaluate(ROWS)
    speak(page, "en")

    assert rows
    assert set(rows) == {1}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_news_of_a_page_is_as_wide_as_its_column(visit, width):
    page = visit("runa", width=width)
    page.locator("#head").fill(f"At {width} pixels")
    page.locator("form.composer button[value=post]").click()
    news = page.locator("main > .msg")
    expect(news).to_be_visible()

    bar, column = news.bounding_box(), page.locator("form.composer").bounding_box()

    assert (round(bar["x"]), round(bar["width"])) == (round(column["x"]), round(column["width"]))
