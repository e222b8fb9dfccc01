"""Settings of notices: a table that works without scripts."""

import pytest

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.social import queries
from greenroom.social.models import DailyMail, NoticeChoice

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
