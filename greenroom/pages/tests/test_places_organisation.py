"""The page of an organisation, and what its people may do there."""

import pytest
from django.test import override_settings
from django.utils import timezone

from greenroom.pages.tests.places_world import BEGIN, Town, is_nowhere, words_of
from greenroom.people import actions as people
from greenroom.people import clearance
from greenroom.people.models import Clearance, Invitation, Membership, Organisation, Unit


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


def test_who_speaks_is_decided_by_owners_alone(town):
    browser = town.browser("noor")

    assert is_nowhere(browser.get("/@skerrow/voices/"), browser.get("/@nobody_here/"))
    assert is_nowhere(browser.post("/@skerrow/voices/", {"handle": "noor"}), browser.get("/@nobody_here/"))
    assert Clearance.objects.count() == 0


def _requests_of_an_administrator(house: str, member: str, invitation: int, unit: int) -> list[tuple[str, dict]]:
    """Everything that somebody who manages a house can send, with the ids of that house."""
    return [
        (f"/@{house}/edit/", {"display_name": "Taken over", "hue": "27", "chroma": "0.1", "lightness": "0.45"}),
        (f"/@{house}/units/", {"name": "New unit"}),
        (f"/@{house}/invite/", {"email": "thief@example.org", "role": "member"}),
        (f"/@{house}/invite/{invitation}/withdraw/", {}),
        (f"/@{house}/people/{member}/", {"title": "Changed", "unit": str(unit)}),
        (f"/@{house}/people/{member}/role/", {"role": "owner"}),
        (f"/@{house}/people/{member}/end/", {}),
        (f"/@{house}/voices/", {"handle": member}),
        (f"/@{house}/voices/", {"revoke": "1"}),
    ]


@pytest.mark.parametrize("thief", ["dario", "celeste", "yusuf", "bram", "otto", "hester"])
def test_the_requests_of_one_house_reach_nothing_in_another(town, thief):
    invitation, _token = people.invite(
        email="new@example.org", organisation=town.skerrow, organisation_role="member", by=town.ida, now=timezone.now()
    )
    browser = town.browser(thief)
    never = browser.get("/@nobody_here/")

    for address, sent in _requests_of_an_administrator("skerrow", "noor", invitation.pk, town.ferries.pk):
        assert is_nowhere(browser.post(address, sent), never), address

    assert town.membership("noor").title == ""
    assert town.membership("noor").role == "administrator"
    assert Unit.objects.count() == 2
    assert Invitation.objects.get().withdrawn_at is None
    assert Organisation.objects.get(pk=town.skerrow.pk).identity.display_name == "Skerrow Ferries"


def test_ids_of_another_house_under_the_own_address_reach_nothing(town):
    theirs, _token = people.invite(
        email="new@example.org", organisation=town.skerrow, organisation_role="member", by=town.ida, now=timezone.now()
    )
    voice = people.grant_clearance(
        person=town.bram, verb="organisation.speak", organisation=town.skerrow, by=town.ida, now=BEGIN
    )
    browser = town.browser("celeste")
    never = browser.get("/@nobody_here/")

    assert is_nowhere(browser.post(f"/@quillan/invite/{theirs.pk}/withdraw/"), never)
    assert is_nowhere(browser.post("/@quillan/people/bram/", {"title": "Changed"}), never)
    assert is_nowhere(browser.post("/@quillan/people/bram/end/"), never)
    assert is_nowhere(browser.post("/@quillan/voices/", {"revoke": str(voice.pk)}), never)
    assert is_nowhere(browser.post("/@quillan/voices/", {"handle": "bram"}), never)
    assert browser.post("/@quillan/people/yusuf/", {"title": "", "unit": str(town.ferries.pk)}).status_code == 422

    assert Invitation.objects.get().withdrawn_at is None
    assert Clearance.objects.get().revoked_at is None
    assert town.membership("yusuf", town.quillan).unit is None


def test_an_administrator_notes_title_and_unit_and_takes_them_away(town):
    browser = town.browser("noor")

    browser.post("/@skerrow/people/bram/", {"title": "Press officer", "unit": str(town.ferries.pk)})
    assert (town.membership("bram").title, town.membership("bram").unit) == ("Press officer", town.ferries)
    assert "Press officer · Ferries" in words_of(browser.get("/@skerrow/people/"))

    browser.post("/@skerrow/people/bram/", {"title": "", "unit": ""})
    assert (town.membership("bram").title, town.membership("bram").unit) == ("", None)


def test_an_administrator_gives_no_role_of_their_own_rank(town):
    browser = town.browser("noor")

    assert 'value="administrator"' not in words_of(browser.get("/@skerrow/people/bram/role/"))
    for role in ("administrator", "owner", "emperor"):
        assert browser.post("/@skerrow/people/bram/role/", {"role": role}).status_code == 422
    assert browser.post("/@skerrow/people/ida/role/", {"role": "member"}).status_code == 404
    assert browser.post("/@skerrow/people/ida/end/").status_code == 422
    assert town.membership("bram").role == "member"
    assert town.membership("ida").role == "owner"


def test_an_owner_makes_another_owner_and_then_may_go(town):
    browser = town.browser("ida")

    refused = browser.post("/@skerrow/leave/")
    assert refused.status_code == 422
    assert "Somebody else must become an owner first." in words_of(refused)

    browser.post("/@skerrow/people/noor/role/", {"role": "owner"})
    assert browser.post("/@skerrow/leave/").status_code == 302
    assert not Membership.objects.filter(person=town.ida, ended_at=None).exists()


def test_ending_a_membership_has_a_first_step_that_changes_nothing(town):
    browser = town.browser("noor")

    first = words_of(browser.get("/@skerrow/people/bram/end/"))
    assert "no longer reads what is said inside Skerrow Ferries" in first
    assert town.membership("bram").ended_at is None

    browser.post("/@skerrow/people/bram/end/")
    assert not Membership.objects.filter(person=town.bram, ended_at=None).exists()


def test_an_owner_lets_somebody_speak_and_takes_it_back(town):
    browser = town.browser("ida")

    browser.post("/@skerrow/voices/", {"handle": "bram"})
    assert clearance.allows(town.bram, "organisation.speak", town.skerrow.pk)
    assert "Bram Holtervik" in words_of(town.browser("bram").get("/@skerrow/people/"))

    browser.post("/@skerrow/voices/", {"revoke": str(Clearance.objects.get().pk)})
    assert not clearance.allows(town.bram, "organisation.speak", town.skerrow.pk)


@pytest.mark.parametrize("revoke", ["", "x", "0", "9" * 30, "²"])
def test_taking_back_what_nobody_has_is_nowhere(town, revoke):
    assert town.browser("ida").post("/@skerrow/voices/", {"revoke": revoke}).status_code == 404


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


def test_an_invitation_shows_its_link_once_where_no_mail_is_set_up(town):
    browser = town.browser("noor")

    reply = browser.post("/@skerrow/invite/", {"email": "new@example.org", "role": "member"})

    assert "/invitation/" in words_of(reply)
    later = words_of(browser.get("/@skerrow/people/"))
    assert "/invitation/" not in later
    assert "new@example.org" in later


@override_settings(MAIL_HOST="mail.example.org")
def test_an_invitation_that_goes_by_mail_shows_no_link(town):
    reply = town.browser("noor").post("/@skerrow/invite/", {"email": "new@example.org", "role": "member"})

    assert reply.status_code == 302
    assert "/invitation/" not in words_of(town.browser("noor").get("/@skerrow/people/"))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"email": "", "role": "member"}, "Write the mail address of the person."),
        ({"email": "nobody", "role": "member"}, "This is not a mail address."),
        ({"email": "new@example.org", "role": "owner"}, "not one of the available choices"),
        ({"email": "new@example.org", "role": "administrator"}, "not one of the available choices"),
    ],
)
def test_an_administrator_invites_members_only_and_to_addresses(town, sent, sentence):
    reply = town.browser("noor").post("/@skerrow/invite/", sent)

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert Invitation.objects.count() == 0


def test_an_open_invitation_is_withdrawn_with_one_press(town):
    people.invite(
        email="new@example.org", organisation=town.skerrow, organisation_role="member", by=town.ida, now=timezone.now()
    )
    invitation = Invitation.objects.get()

    town.browser("noor").post(f"/@skerrow/invite/{invitation.pk}/withdraw/")

    assert Invitation.objects.get().withdrawn_at is not None


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
