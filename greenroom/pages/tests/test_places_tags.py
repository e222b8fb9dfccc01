"""Tags on a profile: chosen in the settings, seen by everybody, each with what its owner has said."""

import pytest

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.social import actions, queries
from greenroom.social.models import FeaturedTag
from greenroom.social.visibility import GUEST

FIELDS = {"display_name": "Ida Rosmere", "byline": "", "summary": ""}


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def names(person) -> list[str]:
    return [tag.name for tag in queries.featured_tags(GUEST, person.identity)]


def choose(town, *names):
    actions.choose_featured_tags(identity=town.ida.identity, names=names, by=town.ida, now=town.later())


def test_tags_are_chosen_however_they_are_set_apart(town):
    browser = town.browser("ida")
    reply = browser.post("/settings/", {**FIELDS, "tags": "#ferries, Rehearsal;takeover  #ferries"})
    assert reply["Location"] == "/settings/"
    assert names(town.ida) == ["ferries", "Rehearsal", "takeover"]
    assert 'value="#ferries #Rehearsal #takeover"' in words_of(browser.get("/settings/"))
    browser.post("/settings/", {**FIELDS, "tags": ""})

    assert names(town.ida) == []


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [("tide 12", "This is no tag"), (" ".join(f"t{number}" for number in range(11)), "at most 10 tags")],
)
def test_a_refused_tag_keeps_all_as_it_was_and_what_was_typed(town, tags, sentence):
    choose(town, "ferries")
    reply = town.browser("ida").post("/settings/", {**FIELDS, "display_name": "Another Name", "tags": tags})
    page = words_of(reply)

    assert reply.status_code == 422
    assert sentence in page
    assert f'value="{tags}"' in page
    town.ida.identity.refresh_from_db()
    assert (names(town.ida), town.ida.identity.display_name) == (["ferries"], "Ida Rosmere")


def test_a_name_that_is_refused_keeps_the_tags(town):
    choose(town, "ferries")
    reply = town.browser("ida").post("/settings/", {**FIELDS, "display_name": "\u0007", "tags": "tide"})

    assert reply.status_code == 422
    assert names(town.ida) == ["ferries"]


def test_everybody_sees_them_with_what_is_public_counted(town):
    choose(town, "ferries", "tide")
    for audience in ("public", "public", "network"):
        town.says(town.ida, audience, f"Word #ferries to {audience}")
    for who in ("", "celeste", "ida"):
        page = words_of(town.browser(who).get("/@ida/"))
        assert '<a href="/@ida/tagged/ferries/" dir="auto">#ferries</a>' in page
        assert "2 public posts" in page
        assert '<a href="/@ida/tagged/tide/" dir="auto">#tide</a></li>' in page


def test_a_tag_of_a_profile_shows_what_the_reader_may_read(town):
    town.says(town.ida, "public", "Open #ferries")
    town.says(town.ida, "network", "Closed #ferries")
    town.says(town.ida, "public", "Plain")
    town.says(town.celeste, "public", "Hers #ferries")
    guest, member = (words_of(town.browser(who).get("/@ida/tagged/Ferries/")) for who in ("", "celeste"))

    assert "Closed" not in guest
    assert "Closed" in member
    for page in (guest, member):
        assert "Open" in page
        assert "Plain" not in page
        assert "Hers" not in page


def test_there_is_no_page_of_what_is_no_tag_or_nobodys(town):
    browser = town.browser("celeste")
    for address in ("/@ida/tagged/12/", "/@ida/tagged/two%20words/", "/@skerrow/tagged/tide/", "/@nobody/tagged/tide/"):
        assert browser.get(address).status_code == 404
    assert "carries this tag" in words_of(browser.get("/@ida/tagged/tide/"))
    actions.block(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=town.later())
    assert browser.get("/@ida/tagged/tide/").status_code == 404
    assert not FeaturedTag.objects.exists()
