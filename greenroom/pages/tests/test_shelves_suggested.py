"""The page of people to follow, and the answer "not this one"."""

import pytest

from greenroom.pages.shelves.reasons import reasons
from greenroom.pages.tests.places_world import Town, words_of
from greenroom.people.models import Organisation
from greenroom.social import actions
from greenroom.social.models import Follow, SuggestionRefused
from greenroom.social.suggesting import Suggestion


@pytest.fixture
def town(db: None) -> Town:
    """Ida follows Celeste of Quillan and Marit of no house; both follow Otto."""
    town = Town.built()
    for one, other in (("ida", "celeste"), ("ida", "marit"), ("celeste", "otto"), ("marit", "otto")):
        actions.follow(
            identity=town.who[one].identity, target=town.who[other].identity, by=town.who[one], now=town.later()
        )
    Organisation.objects.filter(pk=town.skerrow.pk).update(sector="Ferries")
    return town


def test_each_suggestion_says_a_true_sentence(town):
    page = words_of(town.browser("ida").get("/people/suggested/"))

    assert "Otto Vance" in page
    assert "1 person you follow, at another organisation, follows them." in page
    assert '<a href="/@celeste/">Celeste Vianay</a>' in page
    assert "Dario" not in page


def test_not_this_one_and_following_take_a_person_off_the_page(town):
    browser = town.browser("ida")
    reply = browser.post("/people/suggested/otto/refuse/")
    assert reply["Location"] == "/people/suggested/"
    assert SuggestionRefused.objects.get().refused_id == town.otto.pk
    assert "Nobody to suggest today." in words_of(browser.get("/people/suggested/"))
    SuggestionRefused.objects.all().delete()
    back = {"Referer": "http://testserver/people/suggested/"}
    assert browser.post("/@otto/follow/", headers=back)["Location"].endswith("/people/suggested/")
    assert Follow.objects.filter(follower=town.ida.pk, followed=town.otto.pk).exists()


def test_nobody_else_can_be_refused(town):
    browser = town.browser("ida")
    for handle in ("skerrow", "ida", "nobody", "board"):
        assert browser.post(f"/people/suggested/{handle}/refuse/").status_code == 404

    assert not SuggestionRefused.objects.exists()


def test_whoever_follows_nobody_reads_how_it_begins(town):
    assert "Follow somebody first." in words_of(town.browser("otto").get("/people/suggested/"))
    assert "/people/suggested/" in words_of(town.browser("otto").get("/"))


@pytest.mark.parametrize(
    ("distance", "outside", "houses", "sentence"),
    [
        (2, 3, 2, "3 people you follow, at 2 other organisations, follow them."),
        (2, 1, 1, "1 person you follow, at another organisation, follows them."),
        (2, 0, 0, "4 people you follow follow them."),
        (3, 2, 2, "2 people you follow, at 2 other organisations, follow somebody who follows them."),
        (3, 1, 1, "1 person you follow, at another organisation, follows somebody who follows them."),
        (3, 0, 0, "4 people you follow follow somebody who follows them."),
    ],
)
def test_a_sentence_counts_no_colleague_among_those_elsewhere(distance, outside, houses, sentence):
    one = Suggestion(
        key=9, distance=distance, bridges=(1, 2, 3, 4), outside=outside, houses=houses, has_other_sector=True
    )

    assert reasons(one) == [sentence, "They work in another sector than you."]
