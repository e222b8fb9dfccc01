"""Settings in a browser: the device suggests its time zone, and changes nothing by itself."""

import pytest
from playwright.sync_api import expect

PARTS = "nav.seg[aria-label]"


def test_the_zone_of_the_device_is_suggested_and_taken_by_hand(visit):
    page = visit("runa")
    device = page.context.new_cdp_session(page)
    device.send("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Calcutta"})
    page.goto("/settings/language/")
    zone, hint = page.locator('select[name="time_zone"]'), page.locator("[data-zone-hint]")
    before = zone.input_value()

    expect(hint).to_contain_text("UTC+5:30")
    expect(zone).to_have_value(before)
    hint.get_by_role("button").click()

    expect(zone).to_have_value("Asia/Kolkata")
    expect(hint).not_to_be_visible()


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("scripts", [True, False], ids=["", "no scripts"])
def test_the_parts_of_the_settings_are_one_row_with_the_current_one_in_sight(visit, axe, language, scripts):
    page = visit("ida", width=320, language=language, scripts=scripts)
    for path in ("/settings/", "/settings/notices/", "/settings/elsewhere/"):
        page.goto(path)
        row = page.locator(PARTS)
        box, here = row.bounding_box(), row.locator("[aria-current]").bounding_box()

        assert box["height"] < 50
        assert box["x"] <= here["x"]
        assert here["x"] + here["width"] <= box["x"] + box["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not scripts or axe(page) == []


def test_every_part_of_the_settings_comes_in_sight_when_it_has_the_focus(visit):
    page = visit("ida", width=320)
    page.goto("/settings/")
    row = page.locator(PARTS)
    box = row.bounding_box()
    row.locator("a").first.focus()
    for _ in range(row.locator("a").count() - 1):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate("one => one.parentElement.matches('nav.seg')")
        at = focused.bounding_box()
        assert box["x"] <= at["x"]
        assert at["x"] + at["width"] <= box["x"] + box["width"]
