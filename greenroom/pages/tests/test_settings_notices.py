"""Settings of notices: a table that works without scripts."""

import pytest

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.social import queries
from greenroom.social.models import DailyMail, NoticeChoice, PushSubscription
from greenroom.social.push.sending import is_bound
from greenroom.social.tests.browsers import PushBrowser

PAGE = "/settings/notices/"


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def test_the_table_shows_what_holds_and_saves_what_is_chosen(town):
    browser = town.browser("ida")
    assert 'name="mail-mention"' in words_of(browser.get(PAGE))

    reply = browser.post(PAGE, {"mail_hour": "7", "mail-mention": "on"})

    assert reply.status_code == 302
    holds = queries.chosen_by(town.ida)
    assert (holds["mention", "mail"], holds["reply", "mail"], queries.mail_hour_of(town.ida)) == (True, False, 7)
    page = words_of(browser.get(PAGE))
    assert '<option value="7" selected>' in page
    assert page.count("checked") == 1


def test_an_hour_that_does_not_exist_is_refused_and_nothing_is_lost(town):
    reply = town.browser("ida").post(PAGE, {"mail_hour": "25", "mail-mention": "on"})

    assert reply.status_code == 422
    assert "Choose a full hour between 0 and 23." in words_of(reply)
    assert words_of(reply).count("checked") == 1
    assert (NoticeChoice.objects.count(), DailyMail.objects.count()) == (0, 0)


def test_what_only_hosts_are_told_is_offered_to_hosts_alone(town):
    assert "mail-report_made" not in words_of(town.browser("ida").get(PAGE))
    town.browser("ida").post(PAGE, {"mail_hour": ""})

    assert queries.chosen_by(town.ida)["report_made", "mail"] is True


DEVICE = PushBrowser("https://push.example/x").handed_out
SENT = {"endpoint": DEVICE.endpoint, "p256dh": DEVICE.p256dh, "auth": DEVICE.auth}


def test_a_browser_gets_notices_until_its_session_ends(town):
    browser = town.browser("ida")
    reply = browser.post(f"{PAGE}device/", SENT)

    assert reply.status_code == 302
    row = PushSubscription.objects.get()
    assert (row.person_id, row.endpoint, is_bound(row)) == (town.ida.pk, DEVICE.endpoint, True)
    assert browser.session.session_key not in row.bound_to
    assert "data-push-end" in words_of(browser.get(PAGE))
    assert "data-push-end" not in words_of(town.browser("ida").get(PAGE))

    browser.post("/account/logout/")
    assert is_bound(row) is False


def test_a_browser_ends_it_without_scripts(town):
    browser = town.browser("ida")
    browser.post(f"{PAGE}device/", SENT)
    town.browser("ida").post(f"{PAGE}device/end/")
    assert PushSubscription.objects.count() == 1

    assert browser.post(f"{PAGE}device/end/").status_code == 302
    assert PushSubscription.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"endpoint": "http://push.example/x"}, "The browser named no address that Greenroom may send to."),
        ({"endpoint": ""}, "The browser named no address that Greenroom may send to."),
        ({"auth": "short"}, "The browser gave keys that cannot seal anything."),
    ],
)
def test_what_no_push_service_could_take_is_refused_in_words(town, given, sentence):
    reply = town.browser("ida").post(f"{PAGE}device/", SENT | given)

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert PushSubscription.objects.count() == 0


def test_guests_subscribe_nothing(town):
    assert town.browser().post(f"{PAGE}device/", SENT)["Location"].startswith("/account/login/")
    assert PushSubscription.objects.count() == 0
