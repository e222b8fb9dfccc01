"""Sending later, in a browser: the moment in the composer, what waits on the page of drafts, and no scripts."""

import itertools
import os
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

LOOKS = [(320, "dark", "de"), (768, "light", "fr"), (1280, "light", "en")]
if os.environ.get("EVERY_LOOK"):
    LOOKS = list(itertools.product((320, 768, 1280), ("light", "dark"), ("en", "de", "fr")))

IN_TEN_DAYS = (datetime.now(UTC).date() + timedelta(days=10)).isoformat()


def clock(page):
    """The part of the composer that holds the moment, opened."""
    part = page.locator("form#write details.more:has([name=due_date])")
    part.locator("summary").click()
    return part


def wait(page, words, *, day=IN_TEN_DAYS, hour="09:30"):
    """Fill in a post for the readers that are chosen already, and its moment."""
    page.goto("/compose")
    page.locator("#head").fill(words)
    part = clock(page)
    part.locator("[name=due_date]").fill(day)
    part.locator("[name=due_time]").fill(hour)


def faults_of(page, axe, width):
    """What keeps the page as it stands from being for everybody."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return ([f"{page.url}: {wide} px wide"] if wide > width else []) + [f"{page.url}: {line}" for line in axe(page)]


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_the_moment_and_what_waits_for_it_are_for_everybody(visit, axe, width, theme, language):
    page = visit("ida", width=width, theme=theme, language=language)
    wait(page, "The harvest of the mussels")
    faults = faults_of(page, axe, width)
    page.locator("[name=due_date]").fill("2020-01-01")
    page.locator("form#write button[value=later]").click()
    expect(page.locator("form#write .err[role=alert]")).to_have_count(1)
    faults += faults_of(page, axe, width)
    page.goto("/drafts/")
    faults += faults_of(page, axe, width)
    page.locator("#scheduled ~ ul details.menu > summary").first.click()
    box = page.locator("#scheduled ~ ul details.menu > div").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.locator("#scheduled ~ ul a.headline2").first.click()
    faults += faults_of(page, axe, width)

    assert faults + [fault for fault in page.faults if "422" not in fault] == []


def test_a_moment_turns_the_button_into_one_that_schedules(visit):
    page = visit("celeste")
    wait(page, "The lock gates are painted")
    expect(page.locator("form#write button[value=post]")).not_to_be_visible()

    page.locator("form#write button[value=later]").click()

    expect(page.locator("#scheduled ~ ul")).to_contain_text("The lock gates are painted")
    page.goto("/")
    expect(page.locator("article", has_text="The lock gates are painted")).to_have_count(0)


def test_without_scripts_a_moment_is_refused_and_kept_and_taken_back(visit):
    page = visit("celeste", scripts=False)
    wait(page, "The notice hangs", day="2020-01-01")
    page.locator("form#write noscript button[value=later], form#write fieldset button[value=later]").first.click()
    expect(page.locator("form#write .err[role=alert]")).to_have_count(1)
    expect(page.locator("#head")).to_have_value("The notice hangs")
    expect(page.locator("[name=due_date]")).to_have_value("2020-01-01")
    page.locator("[name=due_date]").fill(IN_TEN_DAYS)
    page.locator("form#write button[value=post], form#write button[value=later]").locator("visible=true").last.click()
    line = page.locator("#scheduled ~ ul li", has_text="The notice hangs")
    expect(line).to_have_count(1)
    line.locator("details.menu > summary").click()

    line.locator('button[formaction$="/back/"]').click()

    expect(page.locator("#scheduled ~ ul li", has_text="The notice hangs")).to_have_count(0)
    expect(page.locator(".drafts li", has_text="The notice hangs")).to_have_count(1)


def ask_for(page, do):
    """The answer to the question about clocks that follows from a deed."""
    with page.expect_response(lambda reply: "/compose/clocks/" in reply.url) as asked:
        do()
    return asked.value


def test_while_a_moment_is_chosen_the_clocks_of_the_readers_are_said(visit):
    page = visit("celeste")
    wait(page, "To all, at noon", hour="12:00")
    said = page.locator("form#write [data-clocks]")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_contain_text("For your readers it is then")
    before = said.inner_text()

    page.locator("[name=due_time]").fill("13:00")
    expect(said).not_to_have_text(before)
    expect(page.locator("[name=due_time]")).to_be_focused()

    page.locator("form#write .chooser > summary").last.click()
    assert ask_for(page, lambda: page.locator('form#write input[value="public"]').check()).status == 204
    expect(said).to_have_text("")
    assert page.faults == []
