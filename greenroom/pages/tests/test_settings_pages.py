"""Settings: what a person changes about themselves, and nothing about anybody else."""

from datetime import date

import pytest

from greenroom.pages.settings.forms import MonthField
from greenroom.pages.tests.places_world import BEGIN, Town, words_of
from greenroom.people import actions as people
from greenroom.people.models import CareerEntry, Identity, Person
from greenroom.social import actions
from greenroom.social.models import Block, Follow, FollowRequest, Mute

PAGES = ["", "career/", "language/", "people/", "notices/"]
LOOK = {"language": "en", "time_zone": "Europe/Berlin", "theme": "system"}


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


@pytest.mark.parametrize("page", PAGES)
def test_settings_are_for_people_who_are_signed_in(town, page):
    assert town.browser("ida").get(f"/settings/{page}").status_code == 200
    assert town.browser().get(f"/settings/{page}")["Location"].startswith("/account/login/?next=/settings/")


def test_the_profile_is_saved(town):
    reply = town.browser("ida").post(
        "/settings/",
        {"display_name": "Ida R.", "byline": "Ferries", "summary": "I *listen*.", "approves_followers": "on"},
    )

    assert reply.status_code == 302
    ida = Identity.objects.get(pk=town.ida.pk)
    assert (ida.display_name, ida.byline, ida.approves_followers) == ("Ida R.", "Ferries", True)
    assert "<em>listen</em>" in ida.summary_html


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("display_name", "", "Your name must not be empty."),
        ("display_name", "x" * 121, "at most 120"),
        ("summary", "é" * 5001, "at most 5000"),
        ("byline", "x\x00y", "Null characters are not allowed."),
    ],
)
def test_what_the_profile_refuses_is_said_at_its_field_and_nothing_is_lost(town, field, typed, sentence):
    sent = {"display_name": "Ida R.", "byline": "Ferries", "summary": "Words to keep."}

    reply = town.browser("ida").post("/settings/", {**sent, field: typed})

    assert reply.status_code == 422
    assert sentence in words_of(reply).replace("5,000", "5000")
    kept = {name: value for name, value in sent.items() if name != field}
    assert all(value in words_of(reply) for value in kept.values())
    assert Identity.objects.get(pk=town.ida.pk).display_name == "Ida Rosmere"


def test_fields_that_the_form_does_not_have_change_nothing(town):
    town.browser("ida").post(
        "/settings/",
        {
            "display_name": "Ida R.",
            "handle": "boss",
            "kind": "organisation",
            "email": "boss@example.org",
            "is_active": "",
            "role": "owner",
            "person": str(town.marit.pk),
            "suspended_at": "2026-01-01",
        },
    )

    ida = Person.objects.select_related("identity").get(pk=town.ida.pk)
    assert (ida.handle, ida.identity.kind, ida.email, ida.is_active) == ("ida", "person", "ida@example.org", True)
    assert Identity.objects.get(pk=town.marit.pk).display_name == "Marit Solvang"


@pytest.mark.fast
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2021-03", date(2021, 3, 1)),
        ("2021", date(2021, 1, 1)),
        ("3/2021", date(2021, 3, 1)),
        ("03.2021", date(2021, 3, 1)),
        (" 2021-3 ", date(2021, 3, 1)),
        ("", None),
    ],
)
def test_a_month_is_read_as_people_write_it(typed, meant):
    assert MonthField(required=False).clean(typed) == meant


def test_a_post_held_is_added_and_removed(town):
    browser = town.browser("ida")

    browser.post(
        "/settings/career/", {"employer": "City of Verrane", "title": "Press officer", "started_date": "2007-09"}
    )
    entry = CareerEntry.objects.get()
    assert (entry.person, entry.started_date, entry.ended_date) == (town.ida, date(2007, 9, 1), None)

    browser.post(f"/settings/career/{entry.pk}/remove/")
    assert CareerEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"started_date": ""}, "Say when it began"),
        ({"started_date": "soon"}, "Write a year and a month"),
        ({"started_date": "2021-13"}, "Write a year and a month"),
        ({"started_date": "0000-01"}, "Write a year and a month"),
        ({"ended_date": "2001-01"}, "The end lies before the start."),
        ({"employer": ""}, "Name the organisation"),
        ({"title": "x" * 121}, "at most 120"),
    ],
)
def test_a_post_held_that_cannot_be_is_refused_at_its_field(town, sent, sentence):
    good = {"employer": "City of Verrane", "title": "Press officer", "started_date": "2007-09", "ended_date": ""}

    reply = town.browser("ida").post("/settings/career/", {**good, **sent})

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert CareerEntry.objects.count() == 0


def test_nobody_removes_a_post_held_by_somebody_else(town):
    entry = people.add_career_entry(
        person=town.celeste,
        employer="City of Verrane",
        title="Press officer",
        started_date=date(2007, 1, 1),
        by=town.celeste,
        now=BEGIN,
    )

    assert town.browser("ida").post(f"/settings/career/{entry.pk}/remove/").status_code == 404
    assert CareerEntry.objects.count() == 1


def test_language_and_time_zone_hold_from_the_next_page_on(town):
    browser = town.browser("ida")

    browser.post("/settings/language/", {**LOOK, "language": "de", "time_zone": "America/Lima"})

    ida = Person.objects.get(pk=town.ida.pk)
    assert (ida.language, ida.time_zone) == ("de", "America/Lima")
    assert '<html lang="de"' in words_of(browser.get("/settings/language/"))


@pytest.mark.parametrize(
    ("field", "typed"), [("language", "tlh"), ("time_zone", "Mars/Olympus"), ("time_zone", ""), ("theme", "sepia")]
)
def test_unknown_languages_zones_and_looks_are_refused(town, field, typed):
    assert town.browser("ida").post("/settings/language/", {**LOOK, field: typed}).status_code == 422
    assert Person.objects.get(pk=town.ida.pk).language == "en"


def test_every_zone_that_a_person_may_have_is_offered(town):
    people.update_appearance(person=town.ida, time_zone="Europe/Oslo", by=town.ida, now=BEGIN)

    assert '<option value="Europe/Oslo" selected>Oslo (UTC+' in words_of(town.browser("ida").get("/settings/language/"))


def test_appearance_is_saved(town):
    browser = town.browser("ida")

    browser.post("/settings/language/", {**LOOK, "theme": "dark"})

    ida = Person.objects.get(pk=town.ida.pk)
    assert (ida.theme, ida.letter_keys) == ("dark", False)
    assert 'data-theme="dark"' in words_of(browser.get("/settings/language/"))


def test_muted_and_blocked_people_have_a_way_back(town):
    actions.mute(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=BEGIN)
    actions.block(identity=town.ida.identity, target=town.otto.identity, by=town.ida, now=BEGIN)
    browser = town.browser("ida")

    words = words_of(browser.get("/settings/people/"))
    assert "Unmute Celeste Vianay" in words
    assert "Unblock Otto Vance" in words

    referer = {"referer": "http://testserver/settings/people/"}
    assert browser.post("/@celeste/mute/", {"undo": "1"}, headers=referer)["Location"].endswith("/settings/people/")
    browser.post("/@otto/block/", {"undo": "1"}, headers=referer)
    assert (Mute.objects.count(), Block.objects.count()) == (0, 0)


def test_followers_are_approved_one_by_one(town):
    people.update_profile(person=town.ida, approves_followers=True, by=town.ida, now=BEGIN)
    town.ida.identity.refresh_from_db()
    for follower in (town.celeste, town.otto):
        actions.follow(identity=follower.identity, target=town.ida.identity, by=follower, now=BEGIN)
    browser = town.browser("ida")
    assert "Let Celeste Vianay follow you" in words_of(browser.get("/settings/people/"))

    browser.post("/settings/followers/celeste/")
    browser.post("/settings/followers/otto/", {"refuse": "1"})

    assert [row.follower_id for row in Follow.objects.all()] == [town.celeste.pk]
    assert FollowRequest.objects.count() == 0


def test_nobody_answers_a_request_made_to_somebody_else(town):
    people.update_profile(person=town.ida, approves_followers=True, by=town.ida, now=BEGIN)
    town.ida.identity.refresh_from_db()
    actions.follow(identity=town.otto.identity, target=town.ida.identity, by=town.otto, now=BEGIN)

    assert town.browser("celeste").post("/settings/followers/otto/").status_code == 404
    assert FollowRequest.objects.count() == 1
