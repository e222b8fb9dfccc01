"""The script of a device in a real browser: it shows pushes, keeps one page, and nothing else."""

import json

KEPT = """caches.keys().then(async names => (await Promise.all(names.map(async name =>
    (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat())"""
SHOWN = """navigator.serviceWorker.ready.then(one => one.getNotifications())
    .then(all => all.map(one => [one.title, one.data.url]))"""


def with_script(visit):
    """A window of ida's in which the script runs."""
    page = visit("ida")
    page.goto("/settings/notices/")
    page.evaluate("navigator.serviceWorker.register('/service-worker.js')")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def test_a_device_keeps_one_page_and_shows_it_without_a_connection(visit):
    page = with_script(visit)
    for address in ("/", "/local/", "/settings/notices/"):
        page.goto(address)
    assert page.evaluate(KEPT) == ["/offline/"]

    page.context.set_offline(True)
    page.goto("/notices/")
    assert page.locator("h1").inner_text() == "No connection"
    page.context.set_offline(False)
    page.locator("button").click()
    page.wait_for_url("**/notices/?")
    assert page.locator("h1").inner_text() == "Notices"


def test_a_push_is_shown_with_its_words_and_one_of_strangers_without(visit):
    page = with_script(visit)
    page.context.grant_permissions(["notifications"])
    line, known = page.context.new_cdp_session(page), []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    origin = page.evaluate("location.origin")
    for data in (json.dumps({"title": "Bram mentions you.", "notification_id": "7", "url": "/@bram/1/"}), "no JSON"):
        given = {"origin": origin, "registrationId": known[0]["registrationId"], "data": data}
        line.send("ServiceWorker.deliverPushMessage", given)
        page.wait_for_timeout(300)

    assert sorted(page.evaluate(SHOWN)) == [["Bram mentions you.", "/@bram/1/"], ["Greenroom", None]]


def test_without_scripts_the_page_says_so_and_the_table_works(visit):
    page = visit("ida", scripts=False)
    page.goto("/settings/notices/")

    assert page.locator("form[data-push]").is_hidden()
    assert page.locator("[data-push-says=none]").is_visible()
    box = page.locator('input[name="push-poll"]')
    box.uncheck()
    page.locator(".savebar button").click()
    assert not page.locator('input[name="push-poll"]').is_checked()
