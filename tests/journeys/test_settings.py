"""Settings in a browser: the device suggests its time zone, and changes nothing by itself."""

from playwright.sync_api import expect


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
