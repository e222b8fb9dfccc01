"""Declared interests on their pages: one's own, and an organisation's for its owners alone."""

import pytest

from greenroom.pages.tests.places_world import Town, is_nowhere, words_of
from greenroom.people.models import Interest


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def test_somebody_declares_and_takes_back(town):
    browser = town.browser("ida")
    for sent in ({"client": "Harbour Works"}, {"client": "@quillan"}, {"who": "@noor"}):
        assert browser.post("/settings/interests/", sent).status_code == 302
    shown = words_of(browser.get("/settings/interests/"))
    assert all(name in shown for name in ("Harbour Works", "Quillan", "Noor"))

    foreign = Interest.objects.get(name="Harbour Works")
    assert town.browser("noor").post(f"/settings/interests/{foreign.pk}/withdraw/").status_code == 404
    assert "Harbour Works" not in words_of(town.browser("noor").get("/settings/interests/"))
    browser.post(f"/settings/interests/{foreign.pk}/withdraw/")
    assert Interest.objects.count() == 2


@pytest.mark.parametrize("sent", [{"client": "@nobody_here"}, {"who": "skerrow"}, {"who": "ida"}, {"client": ""}])
def test_what_cannot_be_declared_stays_typed_under_a_sentence(town, sent):
    answer = town.browser("ida").post("/settings/interests/", sent)

    assert answer.status_code == 422
    assert all(value in answer.content.decode() for value in sent.values())
    assert not Interest.objects.exists()


def test_rivals_are_the_owners_own(town):
    owner = town.browser("ida")
    assert owner.post("/@skerrow/rivals/", {"handle": "@quillan"}).status_code == 302
    assert "Quillan" in words_of(owner.get("/@skerrow/rivals/"))
    assert owner.post("/@skerrow/rivals/", {"handle": "noor"}).status_code == 422

    for lower in ("noor", "celeste"):
        browser = town.browser(lower)
        assert is_nowhere(browser.get("/@skerrow/rivals/"), browser.get("/@nobody_here/"))
    owner.post("/@skerrow/rivals/", {"withdraw": str(Interest.objects.get().pk)})
    assert not Interest.objects.exists()
