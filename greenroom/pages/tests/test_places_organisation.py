"""The page of an organisation, and what its people may do there."""

import pytest

from greenroom.pages.tests.places_world import BEGIN, Town, is_nowhere, words_of
from greenroom.people import actions as people
from greenroom.people.models import Organisation, Unit
from greenroom.social import actions


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def test_a_guest_reads_what_it_says_in_public_and_no_more(town):
    town.says(town.ida, "public", "The 06:40 sailing was late.", speaks_as=town.skerrow.identity)
    town.says(town.ida, "org:skerrow", "Inside words.")

    words = words_of(town.browser().get("/@skerrow/"))

    assert "The 06:40 sailing was late." in words
    assert 'data-identity="skerrow"' in words
    assert "Inside words." not in words
    assert "/@skerrow/people/" not in words
    assert "/@skerrow/inside/" not in words


def test_a_member_sees_inside_and_people_but_no_button_of_an_administrator(town):
    town.says(town.ida, "org:skerrow", "Inside words.")
    browser = town.browser("bram")

    assert "Inside words." in words_of(browser.get("/@skerrow/inside/"))
    people_page = words_of(browser.get("/@skerrow/people/"))
    assert "Noor Jansma" in people_page
    assert "/@skerrow/invite/" not in people_page
    assert "/@skerrow/people/noor/" not in people_page
    assert "/@skerrow/edit/" not in people_page
    assert "/@skerrow/voices/" not in people_page


@pytest.mark.parametrize("page", ["inside", "people", "edit", "units", "invite", "voices", "leave"])
@pytest.mark.parametrize("handle", ["otto", "marit", "celeste", "dario"])
def test_pages_of_members_are_not_there_for_others(town, handle, page):
    browser = town.browser(handle)

    assert is_nowhere(browser.get(f"/@skerrow/{page}/"), browser.get("/@nobody_here/"))


@pytest.mark.parametrize(
    "page", ["edit", "units", "invite", "voices", "people/noor", "people/noor/role", "people/noor/end"]
)
def test_pages_of_administrators_are_not_there_for_members(town, page):
    browser = town.browser("bram")

    assert is_nowhere(browser.get(f"/@skerrow/{page}/"), browser.get("/@nobody_here/"))


def test_the_page_is_edited_with_its_colour(town):
    reply = town.browser("noor").post(
        "/@skerrow/edit/",
        {
            "display_name": "Skerrow Ferries",
            "byline": "Forty islands, one timetable",
            "summary": "We *sail*.",
            "sector": "Transport",
            "website": "skerrow.example",
            "hue": "250",
            "chroma": "0.125",
            "lightness": "0.38",
        },
    )

    assert reply.status_code == 302
    house = Organisation.objects.get(pk=town.skerrow.pk)
    assert (house.hue, house.chroma, house.lightness) == (250, 0.125, 0.38)
    assert house.website == "https://skerrow.example"
    assert "We <em>sail</em>." in words_of(town.browser().get("/@skerrow/"))


def test_saving_the_page_unchanged_keeps_a_colour_that_is_not_among_the_offered(town):
    people.update_organisation(
        organisation=town.skerrow, color=people.Color(hue=251, chroma=0.11, lightness=0.44), by=town.ida, now=BEGIN
    )
    form = town.browser("ida").get("/@skerrow/edit/").context["form"]

    town.browser("ida").post(
        "/@skerrow/edit/", {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
    )

    house = Organisation.objects.get(pk=town.skerrow.pk)
    assert (house.hue, house.chroma, house.lightness) == (251, 0.11, 0.44)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("display_name", "", "The organisation needs a name."),
        ("display_name", "x" * 121, "at most 120"),
        ("website", "not an address", "Write a whole address"),
        ("website", "javascript:alert(1)", "Write a whole address"),
        ("hue", "999", "not one of the available choices"),
        ("chroma", "0.9", "not one of the available choices"),
    ],
)
def test_what_the_page_refuses_is_said_at_the_field_and_what_was_typed_stays(town, field, typed, sentence):
    sent = {
        "display_name": "Skerrow & Sons",
        "summary": "Words that must not be lost.",
        "hue": "250",
        "chroma": "0.1",
        "lightness": "0.45",
    }

    reply = town.browser("ida").post("/@skerrow/edit/", {**sent, field: typed})

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert "Words that must not be lost." in words_of(reply)
    assert Organisation.objects.get(pk=town.skerrow.pk).identity.display_name == "Skerrow Ferries"


def test_fields_that_the_form_does_not_have_change_nothing(town):
    town.browser("noor").post(
        "/@skerrow/edit/",
        {
            "display_name": "Skerrow Ferries",
            "hue": "250",
            "chroma": "0.1",
            "lightness": "0.45",
            "handle": "stolen",
            "closed_at": "2026-01-01",
            "suspended_at": "2026-01-01",
            "kind": "person",
        },
    )

    house = Organisation.objects.get(pk=town.skerrow.pk)
    assert (house.identity.handle, house.closed_at, house.identity.suspended_at) == ("skerrow", None, None)
    assert house.identity.kind == "organisation"


def test_units_are_added_once(town):
    browser = town.browser("noor")

    browser.post("/@skerrow/units/", {"name": "Harbours"})
    reply = browser.post("/@skerrow/units/", {"name": "Harbours"})

    assert reply.status_code == 422
    assert Unit.objects.filter(name="Harbours").count() == 1


def test_people_are_narrowed_to_a_unit(town):
    people.update_membership(membership=town.membership("bram"), unit=town.ferries, by=town.ida, now=BEGIN)

    words = words_of(town.browser("bram").get(f"/@skerrow/people/?unit={town.ferries.pk}"))

    roster = words.split('class="roster"')[1].split("</ul>")[0]
    assert "Bram Holtervik" in roster
    assert "Noor Jansma" not in roster


def test_the_queries_of_the_people_page_do_not_grow_with_members(town, django_assert_max_num_queries):
    def queries_of_the_page() -> int:
        browser = town.browser("ida")
        browser.get("/@skerrow/people/")
        with django_assert_max_num_queries(25) as counted:
            browser.get("/@skerrow/people/")
        return len(counted)

    few = queries_of_the_page()
    for number in range(8):
        person = people.add_person(handle=f"crew{number}", display_name=f"Crew {number}", claimed=True, now=BEGIN)
        people.join_organisation(person=person, organisation=town.skerrow, unit=town.ferries, by=None, now=BEGIN)

    assert queries_of_the_page() == few


def test_the_queries_of_its_page_do_not_grow_with_followers_or_posts(town, django_assert_max_num_queries):
    def queries_of_the_page() -> int:
        browser = town.browser("ida")
        browser.get("/@skerrow/")
        with django_assert_max_num_queries(14) as counted:
            browser.get("/@skerrow/")
        return len(counted)

    town.says(town.ida, "public", "The first.", speaks_as=town.skerrow.identity)
    few = queries_of_the_page()
    for number in range(6):
        fan = people.add_person(handle=f"fan{number}", display_name=f"Fan {number}", claimed=True, now=BEGIN)
        actions.follow(identity=fan.identity, target=town.skerrow.identity, by=fan, now=BEGIN)
        town.says(town.ida, "public", f"Number {number}.", speaks_as=town.skerrow.identity)

    assert queries_of_the_page() == few
