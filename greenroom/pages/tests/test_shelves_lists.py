"""Pages of lists and followed tags: made, filled, read by their owner, absent for everybody else."""

import pytest

from greenroom.pages.tests.places_world import Town, is_nowhere, words_of
from greenroom.social import actions
from greenroom.social.models import ListMember, PeopleList, TagFollow


@pytest.fixture
def town(db: None) -> Town:
    town = Town.built()
    actions.follow(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=town.later())
    return town


@pytest.fixture
def harbour(town: Town) -> PeopleList:
    return actions.create_list(owner=town.ida.identity, name="Harbour <people>", by=town.ida, now=town.later())


def test_a_list_is_made_filled_and_read(town):
    browser = town.browser("ida")
    assert "You have no list yet." in words_of(browser.get("/lists/"))
    reply = browser.post("/lists/new/", {"name": "Harbour", "replies": "none", "is_exclusive": "on"})
    row = PeopleList.objects.get()
    assert reply["Location"] == f"/lists/{row.pk}/people/"
    assert "Put Celeste Vianay on the list" in words_of(browser.get(f"/lists/{row.pk}/people/?q=cel"))
    browser.post(f"/lists/{row.pk}/people/", {"who": "celeste"})
    town.says(town.celeste, "network", "Read this on the list.")

    assert "Read this on the list." in words_of(browser.get(f"/lists/{row.pk}/"))
    assert "Read this on the list." not in words_of(browser.get("/"))
    assert "not in the home timeline" in words_of(browser.get("/lists/"))
    browser.post(f"/lists/{row.pk}/people/", {"who": "celeste", "undo": "1"})
    assert not ListMember.objects.exists()


def test_i1_the_list_of_another_is_nowhere(town, harbour):
    actions.add_to_list(people_list=harbour, member=town.celeste.identity, by=town.ida, now=town.later())
    for handle in ("celeste", "noor", "marit"):
        browser = town.browser(handle)
        absent = browser.get("/lists/1234567890/")
        for word in ("", "edit/", "delete/", "people/"):
            assert is_nowhere(browser.get(f"/lists/{harbour.pk}/{word}"), absent)
            assert browser.post(f"/lists/{harbour.pk}/{word}", {"name": "Mine", "who": "ida"}).status_code in {404, 405}
        assert "Harbour" not in words_of(browser.get("/lists/"))
    assert PeopleList.objects.get().name == "Harbour <people>"
    assert ListMember.objects.count() == 1


def test_what_was_typed_stays_when_a_name_is_missing(town):
    reply = town.browser("ida").post("/lists/new/", {"name": " ", "replies": "followed"})

    assert reply.status_code == 422
    assert "The list needs a name." in words_of(reply)
    assert 'value="followed" id="id_replies_0" required checked' in words_of(reply).replace(' aria-invalid="true"', "")
    assert not PeopleList.objects.exists()


def test_a_list_is_renamed_and_deleted_after_a_page_that_says_what_happens(town, harbour):
    browser = town.browser("ida")
    assert "Harbour &lt;people&gt;" in words_of(browser.get(f"/lists/{harbour.pk}/edit/"))
    browser.post(f"/lists/{harbour.pk}/edit/", {"name": "Quay", "replies": "followed"})
    harbour.refresh_from_db()
    assert (harbour.name, harbour.replies, harbour.is_exclusive) == ("Quay", "followed", False)
    assert "You go on following its people." in words_of(browser.get(f"/lists/{harbour.pk}/delete/"))
    browser.post(f"/lists/{harbour.pk}/delete/")

    assert not PeopleList.objects.exists()


def test_lists_are_chosen_in_the_menu_of_a_profile(town, harbour):
    browser = town.browser("ida")
    assert "/@celeste/lists/" in words_of(browser.get("/@celeste/"))
    assert "/@dario/lists/" not in words_of(browser.get("/@dario/"))
    browser.post("/@celeste/lists/", {"lists": [str(harbour.pk), "77", "x"]})

    assert ListMember.objects.get().identity_id == town.celeste.pk
    assert f'value="{harbour.pk}" checked' in words_of(browser.get("/@celeste/lists/"))
    browser.post("/@celeste/lists/", {})
    assert not ListMember.objects.exists()


def test_only_those_whom_one_follows_can_be_put_on_a_list(town, harbour):
    browser = town.browser("ida")

    for who in ("dario", "nobody", "board", "ida"):
        assert browser.post(f"/lists/{harbour.pk}/people/", {"who": who}).status_code == 404
    assert browser.get("/@dario/lists/").status_code == 404
    assert "You follow nobody called “dario”." in words_of(browser.get(f"/lists/{harbour.pk}/people/?q=dario"))


def test_a_tag_is_followed_on_its_page_and_stands_among_the_lists(town):
    browser = town.browser("ida")
    assert "Follow the tag" in words_of(browser.get("/tags/Tide/"))
    assert browser.post("/tags/Tide/follow/")["Location"] == "/tags/Tide/"
    town.says(town.dario, "public", "High water #tide")

    assert "High water" in words_of(browser.get("/"))
    assert 'aria-pressed="true"' in words_of(browser.get("/tags/TIDE/")).split("<h1")[1].split("</header>")[0]
    assert "Stop following #Tide" in words_of(browser.get("/lists/"))
    assert "Follow the tag" in words_of(town.browser("noor").get("/tags/tide/"))
    browser.post("/tags/tide/follow/", {"undo": "1"})
    assert not TagFollow.objects.exists()


def test_guests_follow_no_tag(town):
    assert "Follow the tag" not in words_of(town.browser().get("/tags/tide/"))
    assert "/account/login/" in town.browser().post("/tags/tide/follow/")["Location"]


def test_the_queries_of_a_list_do_not_grow(town, harbour, django_assert_max_num_queries):
    actions.add_to_list(people_list=harbour, member=town.celeste.identity, by=town.ida, now=town.later())
    browser = town.browser("ida")
    browser.get(f"/lists/{harbour.pk}/")
    for number in range(12):
        town.says(town.celeste, "network", f"Thought number {number} #tide")

    with django_assert_max_num_queries(13):
        browser.get(f"/lists/{harbour.pk}/")
