"""Muting for a while, refusing matches and private notes, on the pages of people and in the settings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.social.models import AccountNote, Avoid, Mute


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def test_a_mute_lasts_as_long_as_was_chosen(town):
    browser = town.browser("ida")
    assert "For seven days" in words_of(browser.get("/@celeste/mute/"))
    reply = browser.post("/@celeste/mute/", {"hours": "24", "keeps_notices": "on"})

    row = Mute.objects.get()
    assert reply["Location"] == "/@celeste/"
    assert abs(row.ends_at - timezone.now() - timedelta(days=1)) < timedelta(minutes=1)
    assert not row.mutes_notices
    assert "<b>You have muted Celeste Vianay until " in words_of(browser.get("/@celeste/"))
    settings = words_of(browser.get("/settings/people/"))
    assert "&nbsp;· until " in settings
    assert "notices still come" in settings


def test_a_length_that_is_not_offered_is_a_sentence(town):
    reply = town.browser("ida").post("/@celeste/mute/", {"hours": "7000"})

    assert reply.status_code == 422
    assert "Choose how long." in words_of(reply)
    assert not Mute.objects.exists()


def test_a_refused_match_stands_in_ones_own_settings_alone(town):
    browser = town.browser("ida")
    browser.post("/@celeste/avoid/")

    assert "Let yourself be matched with Celeste Vianay again" in words_of(browser.get("/settings/people/"))
    assert "Allow matches again" in words_of(browser.get("/@celeste/"))
    assert "Ida Rosmere" not in words_of(town.browser("celeste").get("/settings/people/")).split("Never matched")[1]
    assert "Never match us" in words_of(town.browser("celeste").get("/@ida/"))
    browser.post("/@celeste/avoid/", {"undo": "1"})
    assert not Avoid.objects.exists()


def test_a_note_is_read_by_its_writer_alone(town):
    browser = town.browser("ida")
    browser.post("/@celeste/note/", {"words": "Met in <b>Verrane</b>.\nTalks fast."})

    assert "Met in &lt;b&gt;Verrane&lt;/b&gt;.<br>Talks fast." in words_of(browser.get("/@celeste/"))
    assert "Met in &lt;b&gt;Verrane&lt;/b&gt;." in words_of(browser.get("/@celeste/note/"))
    for other in ("celeste", "noor", "marit"):
        assert "Talks fast." not in words_of(town.browser(other).get("/@celeste/"))
    browser.post("/@quillan/note/", {"words": "Ask Dario first."})
    assert "Ask Dario first." in words_of(browser.get("/@quillan/"))


def test_what_was_typed_stays_when_a_note_is_too_long(town):
    reply = town.browser("ida").post("/@celeste/note/", {"words": "Word " * 500})

    assert reply.status_code == 422
    assert "at most 2000 characters" in words_of(reply)
    assert "Word Word Word" in words_of(reply)
    assert not AccountNote.objects.exists()


def test_circles_have_no_note_and_guests_are_led_to_the_sign_in(town):
    assert town.browser("ida").get("/@board/note/").status_code == 404
    assert "/account/login/" in town.browser().get("/@celeste/note/")["Location"]
