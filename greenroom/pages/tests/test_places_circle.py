"""Circles: there for the people listed in them, and for nobody else."""

import pytest

from greenroom.pages.tests.places_world import BEGIN, Town, is_nowhere, words_of
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Circle, CircleMember

PAGES = ["", "people/", "people/?q=noor", "edit/", "leave/", "close/", "people/bram/remove/"]
DEEDS = ["add/", "edit/", "leave/", "close/", "people/bram/remove/", "people/bram/keeper/"]


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def listed(town: Town) -> set[str]:
    rows = CircleMember.objects.filter(circle=town.board, left_at=None)
    return set(rows.values_list("person__identity__handle", flat=True))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("handle", ["otto", "noor", "marit"])
def test_a_circle_is_not_there_for_outsiders(town, handle, page):
    browser = town.browser(handle)

    assert is_nowhere(browser.get(f"/@board/{page}"), browser.get("/@nobody_here/"))


def test_a_circle_is_not_there_for_guests(town):
    assert is_nowhere(town.browser().get("/@board/"), town.browser().get("/@nobody_here/"))


@pytest.mark.parametrize("deed", DEEDS)
def test_outsiders_do_nothing_to_a_circle(town, deed):
    browser = town.browser("noor")

    reply = browser.post(f"/@board/{deed}", {"who": "noor", "display_name": "Ours"})

    assert is_nowhere(reply, browser.get("/@nobody_here/"))
    assert listed(town) == {"ida", "bram"}


@pytest.mark.parametrize("deed", ["add/", "edit/", "close/", "people/ida/remove/", "people/bram/keeper/"])
def test_who_is_listed_but_no_keeper_changes_nothing(town, deed):
    browser = town.browser("bram")

    reply = browser.post(f"/@board/{deed}", {"who": "noor", "display_name": "Ours"})

    assert reply.status_code == 404
    assert listed(town) == {"ida", "bram"}
    assert Circle.objects.get().identity.display_name == "Board"


def test_who_is_no_keeper_sees_no_buttons_of_a_keeper(town):
    words = words_of(town.browser("bram").get("/@board/people/"))

    assert "Ida Rosmere" in words
    assert "Add people" not in words
    assert "/@board/edit/" not in words
    assert "/@board/close/" not in words
    assert "/remove/" not in words
    assert "/@board/leave/" in words


def test_posts_are_read_inside_and_the_way_to_write_is_named(town):
    town.says(town.ida, "circle:board", "Please read the three objectives first.")

    words = words_of(town.browser("bram").get("/@board/"))

    assert "Please read the three objectives first." in words
    assert "Write to Board" in words
    assert "Newcomers see only what is posted from the moment they join." in words


def test_type_find_pick_needs_no_script(town):
    browser = town.browser("ida")

    found = words_of(browser.get("/@board/people/", {"q": "jansma"}))
    assert 'name="who" value="noor"' in found

    browser.post("/@board/add/", {"who": "noor"})
    assert listed(town) == {"ida", "bram", "noor"}


def test_the_look_up_alone_is_sent_to_a_page_that_asks_for_it(town):
    reply = town.browser("ida").get("/@board/people/", {"q": "nóor"}, headers={"x-part": "found"})

    assert 'value="noor"' in words_of(reply)
    assert "<html" not in words_of(reply)


@pytest.mark.parametrize("words", ["", " ", "\x00", "a\x00b", "@", "%", "_", "x" * 5000, "\u202e", "<b>"])
def test_a_search_for_anything_is_answered(town, words):
    assert town.browser("ida").get("/@board/people/", {"q": words}).status_code == 200


@pytest.mark.parametrize("typed", ["noor", "@noor", " @NOOR "])
def test_a_typed_handle_is_taken_in_any_form(town, typed):
    town.browser("ida").post("/@board/add/", {"who": typed})

    assert "noor" in listed(town)


@pytest.mark.parametrize("typed", ["", "skerrow", "board", "nobody_here", "x" * 5000, "\x00"])
def test_what_is_no_person_is_refused_and_stays_in_the_field(town, typed):
    reply = town.browser("ida").post("/@board/add/", {"who": typed})

    assert reply.status_code == 422
    assert "Nobody here has the handle" in words_of(reply)
    assert listed(town) == {"ida", "bram"}


def test_nobody_is_listed_twice(town):
    reply = town.browser("ida").post("/@board/add/", {"who": "bram"})

    assert reply.status_code == 422
    assert CircleMember.objects.filter(circle=town.board, left_at=None).count() == 2


def test_somebody_who_blocks_the_keeper_is_not_found_and_not_listed(town):
    actions.block(identity=town.noor.identity, target=town.ida.identity, by=town.noor, now=BEGIN)
    browser = town.browser("ida")

    assert 'value="noor"' not in words_of(browser.get("/@board/people/", {"q": "noor"})).split('id="found"')[1]
    assert browser.post("/@board/add/", {"who": "noor"}).status_code == 422
    assert listed(town) == {"ida", "bram"}


def test_newcomers_see_what_is_posted_from_joining_on(town):
    town.says(town.ida, "circle:board", "Before Noor came.")
    town.browser("ida").post("/@board/add/", {"who": "noor"})
    later = town.browser("noor").get("/@board/")

    assert "Before Noor came." not in words_of(later)
    assert "Nothing has been posted here since you joined." in words_of(later)


def test_who_is_suspended_stands_in_the_list_for_keepers_alone(town):
    people.suspend_person(person=town.bram, reason="A breach.", by=town.marit, now=town.later())
    actions.list_in_circle(circle=town.board, person=town.noor, by=town.ida, now=town.later())

    kept = words_of(town.browser("ida").get("/@board/people/"))
    read = words_of(town.browser("noor").get("/@board/people/"))

    assert '<b>Bram Holtervik</b> <span class="sm soft">suspended</span>' in kept
    assert "/@board/people/bram/remove/" in kept
    assert "/@board/people/bram/keeper/" not in kept
    assert '/@bram/"' not in kept
    assert "Bram Holtervik" not in read
    assert 'People <span class="count">2</span>' in read


def test_who_is_suspended_is_no_reader_of_the_circle(town):
    people.suspend_person(person=town.bram, reason="A breach.", by=town.marit, now=town.later())

    assert "Bram Holtervik" not in words_of(town.browser("ida").get("/@board/"))


def test_a_keeper_removes_who_is_suspended(town):
    people.suspend_person(person=town.bram, reason="A breach.", by=town.marit, now=town.later())

    town.browser("ida").post("/@board/people/bram/remove/")

    assert listed(town) == {"ida"}


def test_removing_has_a_first_step_that_names_the_effect(town):
    browser = town.browser("ida")

    first = words_of(browser.get("/@board/people/bram/remove/"))
    assert "Bram Holtervik no longer reads Board" in first
    assert listed(town) == {"ida", "bram"}

    browser.post("/@board/people/bram/remove/")
    assert listed(town) == {"ida"}
    assert town.browser("bram").get("/@board/").status_code == 404


def test_a_second_keeper_and_back(town):
    browser = town.browser("ida")

    browser.post("/@board/people/bram/keeper/")
    assert CircleMember.objects.get(person=town.bram).is_keeper
    assert town.browser("bram").get("/@board/edit/").status_code == 200

    browser.post("/@board/people/bram/keeper/", {"undo": "1"})
    assert not CircleMember.objects.get(person=town.bram).is_keeper


def test_somebody_who_is_not_listed_is_nowhere_in_the_circle(town):
    browser = town.browser("ida")

    assert browser.post("/@board/people/noor/keeper/").status_code == 404
    assert browser.post("/@board/people/noor/remove/").status_code == 404


def test_leaving(town):
    browser = town.browser("bram")
    assert "You no longer read Board" in words_of(browser.get("/@board/leave/"))

    browser.post("/@board/leave/")

    assert listed(town) == {"ida"}
    assert browser.get("/@board/").status_code == 404


def test_the_last_keeper_names_another_before_leaving(town):
    reply = town.browser("ida").post("/@board/leave/")

    assert reply.status_code == 422
    assert listed(town) == {"ida", "bram"}


def test_renaming_keeps_the_address(town):
    town.browser("ida").post("/@board/edit/", {"display_name": "The board", "summary": "Decisions."})

    assert "The board" in words_of(town.browser("bram").get("/@board/"))


def test_an_empty_name_is_refused_and_the_purpose_stays_typed(town):
    reply = town.browser("ida").post("/@board/edit/", {"display_name": " ", "summary": "Decisions."})

    assert reply.status_code == 422
    assert "The circle needs a name." in words_of(reply)
    assert "Decisions." in words_of(reply)


def test_closing_ends_it_for_all(town):
    browser = town.browser("ida")
    assert "The circle ends for all 2 people." in words_of(browser.get("/@board/close/"))

    browser.post("/@board/close/")

    assert browser.get("/@board/").status_code == 404
    assert town.browser("bram").get("/@board/").status_code == 404
    assert "Board" not in words_of(town.browser("bram").get("/circles/")).split("<main")[1]


def test_a_new_circle_makes_its_handle_from_the_name(town):
    reply = town.browser("noor").post("/circles/new/", {"display_name": "Comms-Team Süd, 2027", "handle": ""})

    assert reply["Location"] == "/@comms_team_sud_2027/people/"
    assert CircleMember.objects.get(person=town.noor).is_keeper


@pytest.mark.parametrize(
    ("handle", "sentence"),
    [("board", "This handle is taken."), ("ida", "This handle is taken."), ("Nö!", "A handle has up to 30")],
)
def test_a_handle_that_cannot_be_is_said_at_its_field(town, handle, sentence):
    reply = town.browser("noor").post("/circles/new/", {"display_name": "Peers", "handle": handle, "summary": "Kept."})

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert "Kept." in words_of(reply)
    assert Circle.objects.count() == 1


def test_a_name_without_letters_asks_for_a_handle(town):
    assert town.browser("noor").post("/circles/new/", {"display_name": "❦ ❦"}).status_code == 422


def test_the_list_holds_the_own_circles(town):
    assert "Board" in words_of(town.browser("bram").get("/circles/")).split("<main")[1]
    assert "You are in no circle yet." in words_of(town.browser("noor").get("/circles/"))
    assert town.browser().get("/circles/").status_code == 302


def test_the_queries_of_the_people_page_do_not_grow_with_members(town, django_assert_max_num_queries):
    def queries_of_the_page() -> int:
        browser = town.browser("ida")
        browser.get("/@board/people/?q=crew")
        with django_assert_max_num_queries(25) as counted:
            browser.get("/@board/people/?q=crew")
        return len(counted)

    few = queries_of_the_page()
    for number in range(8):
        person = people.add_person(handle=f"crew{number}", display_name=f"Crew {number}", claimed=True, now=BEGIN)
        actions.list_in_circle(circle=town.board, person=person, by=town.ida, now=town.later())

    assert queries_of_the_page() == few
