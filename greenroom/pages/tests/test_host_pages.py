"""The host's pages: for owners and administrators of the network, and for nobody else."""

import pytest
from django.test import override_settings
from django.utils import timezone

from greenroom.pages.host import views_organisations
from greenroom.pages.tests.places_world import BEGIN, Town, is_nowhere, words_of
from greenroom.people import actions as people
from greenroom.people import queries
from greenroom.people.models import Identity, Invitation, Membership, NetworkMembership, Organisation

PAGES = [
    "people/",
    "people/ida/",
    "people/otto/role/",
    "people/ida/suspend/",
    "invitations/",
    "invitations/new/",
    "organisations/",
    "organisations/new/",
    "organisations/skerrow/",
]


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


@pytest.mark.parametrize("page", PAGES)
def test_hosts_get_in_and_everybody_else_finds_nothing(town, page):
    for host in ("marit", "hester"):
        assert town.browser(host).get(f"/host/{page}").status_code == 200
    for other in ("ida", "bram", "otto"):
        browser = town.browser(other)
        assert is_nowhere(browser.get(f"/host/{page}"), browser.get("/@nobody_here/"))
    assert town.browser().get(f"/host/{page}").status_code == 302


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("people/otto/role/", {"role": "member"}),
        ("people/otto/suspend/", {"reason": "None."}),
        ("people/otto/reinstate/", {"reason": "None."}),
        ("invitations/new/", {"email": "new@example.org", "network_role": "member"}),
        ("organisations/new/", {"display_name": "Mine", "handle": "mine"}),
        ("organisations/skerrow/", {"owner": "otto"}),
    ],
)
def test_nobody_but_a_host_does_what_hosts_do(town, address, sent):
    browser = town.browser("ida")

    assert is_nowhere(browser.post(f"/host/{address}", sent), browser.get("/@nobody_here/"))
    assert NetworkMembership.objects.filter(person=town.otto).count() == 0
    assert Identity.objects.get(pk=town.otto.pk).suspended_at is None
    assert (Invitation.objects.count(), Organisation.objects.count()) == (0, 2)


def test_the_list_says_who_is_here_and_as_what(town):
    people.add_person(handle="vera", display_name="Vera Stjernhald", now=BEGIN)

    words = words_of(town.browser("marit").get("/host/people/"))

    assert "10 people" in words
    row = words.split("Vera Stjernhald")[1].split("</tr>")[0]
    assert "not here yet" in row
    assert "no second factor yet" in words.split("Ida Rosmere</a>")[1].split("</tr>")[0]


@pytest.mark.parametrize("typed", ["Sólvang", "@marit", "marit@example", "solv"])
def test_people_are_found_by_name_handle_and_address(town, typed):
    words = words_of(town.browser("hester").get("/host/people/", {"q": typed}))

    assert "Marit Solvang" in words
    assert "Otto Vance" not in words


def test_a_search_that_finds_nobody_says_so(town):
    words = words_of(town.browser("marit").get("/host/people/", {"q": "<b>zz"}))

    assert "Nobody is found for “&lt;b&gt;zz”." in words


def test_people_are_narrowed_to_a_state(town):
    people.add_person(handle="vera", display_name="Vera Stjernhald", now=BEGIN)
    people.suspend_person(person=town.otto, reason="Spam.", by=town.marit, now=BEGIN)
    browser = town.browser("marit")

    def names(state: str) -> str:
        return words_of(browser.get("/host/people/", {"state": state})).split("<tbody>")[-1]

    assert "Vera Stjernhald" in names("unclaimed")
    assert "Otto Vance" not in names("unclaimed")
    assert "Otto Vance" in names("suspended")
    assert "Ida Rosmere" not in names("suspended")
    assert "Otto Vance" not in names("active")


def test_suspending_names_the_effect_first_and_needs_a_reason(town):
    browser = town.browser("hester")
    assert "Every session ends at once" in words_of(browser.get("/host/people/otto/suspend/"))

    refused = browser.post("/host/people/otto/suspend/", {"reason": " "})
    assert refused.status_code == 422
    assert "Give the reason." in words_of(refused)
    assert Identity.objects.get(pk=town.otto.pk).suspended_at is None

    browser.post("/host/people/otto/suspend/", {"reason": "Spam to nine people."})
    assert Identity.objects.get(pk=town.otto.pk).suspended_at is not None
    assert "suspended" in words_of(browser.get("/host/people/otto/"))


def test_a_suspended_person_is_reinstated(town):
    people.suspend_person(person=town.otto, reason="Spam.", by=town.marit, now=BEGIN)

    town.browser("marit").post("/host/people/otto/reinstate/", {"reason": "It was a mistake."})

    assert Identity.objects.get(pk=town.otto.pk).suspended_at is None


def test_an_administrator_suspends_nobody_above_and_nobody_suspends_themselves(town):
    assert town.browser("hester").post("/host/people/marit/suspend/", {"reason": "Coup."}).status_code == 422
    assert town.browser("marit").post("/host/people/marit/suspend/", {"reason": "Tired."}).status_code == 404
    assert Identity.objects.get(pk=town.marit.pk).suspended_at is None


def test_an_owner_gives_any_role_and_an_administrator_lets_members_in_only(town):
    town.browser("hester").post("/host/people/otto/role/", {"role": "member"})
    assert queries.network_role(town.otto) == "member"

    assert town.browser("hester").post("/host/people/ida/role/", {"role": "administrator"}).status_code == 404
    assert queries.network_role(town.ida) == "member"
    assert town.browser("hester").post("/host/people/bram/role/", {"role": "owner"}).status_code == 422
    assert queries.network_role(town.bram) == ""

    town.browser("marit").post("/host/people/ida/role/", {"role": "administrator"})
    assert queries.network_role(town.ida) == "administrator"


def test_an_invitation_shows_its_link_once(town):
    browser = town.browser("hester")

    reply = browser.post("/host/invitations/new/", {"email": "new@example.org", "network_role": "member"})

    assert "/invitation/" in words_of(reply)
    assert "/invitation/" not in words_of(browser.get("/host/invitations/")).split("<main")[1]
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.network_role) == ("new@example.org", "member")


@override_settings(MAIL_HOST="mail.example.org")
def test_where_mail_is_set_up_the_link_travels_by_mail_alone(town):
    reply = town.browser("hester").post(
        "/host/invitations/new/", {"email": "new@example.org", "network_role": "member"}
    )

    assert reply.status_code == 302


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"email": ""}, "Write the mail address of the person."),
        ({"email": "new"}, "This is not a mail address."),
        ({"network_role": "administrator"}, "not one of the available choices"),
        ({"network_role": "owner"}, "not one of the available choices"),
        ({"network_role": ""}, "An invitation needs an organisation, the network or a person."),
        ({"organisation_role": "member"}, "Choose the organisation for this role."),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(town, sent, sentence):
    good = {"email": "new@example.org", "network_role": "member"}

    reply = town.browser("hester").post("/host/invitations/new/", {**good, **sent})

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert Invitation.objects.count() == 0


def test_a_host_invites_into_no_organisation_that_has_an_owner(town):
    reply = town.browser("marit").post(
        "/host/invitations/new/",
        {"email": "new@example.org", "organisation": str(town.skerrow.pk), "organisation_role": "member"},
    )

    assert reply.status_code == 422
    assert Invitation.objects.count() == 0


def test_an_unclaimed_person_is_invited_to_take_over_their_name(town):
    vera = people.add_person(handle="vera", display_name="Vera Stjernhald", now=BEGIN)
    browser = town.browser("marit")
    assert "Whoever opens the link takes over @vera" in words_of(browser.get("/host/invitations/new/?person=vera"))

    browser.post("/host/invitations/new/?person=vera", {"email": "vera@example.org", "network_role": "member"})

    assert Invitation.objects.get().person == vera
    assert browser.get("/host/invitations/new/?person=ida").status_code == 404


def test_an_invitation_is_withdrawn_once(town):
    people.invite(email="new@example.org", network_role="member", by=town.marit, now=timezone.now())
    number = Invitation.objects.get().pk
    browser = town.browser("hester")

    browser.post(f"/host/invitations/{number}/withdraw/")
    assert Invitation.objects.get().withdrawn_at is not None

    again = browser.post(f"/host/invitations/{number}/withdraw/", follow=True)
    assert "used or withdrawn already" in words_of(again)
    assert browser.post("/host/invitations/1/withdraw/").status_code == 404


def test_an_organisation_is_added_with_its_owner(town):
    reply = town.browser("hester").post(
        "/host/organisations/new/",
        {"display_name": "Halden Pumpen", "handle": "halden", "sector": "Industry", "owner": "@otto"},
    )

    assert reply.status_code == 302
    row = Membership.objects.get(organisation__identity__handle="halden")
    assert (row.person, row.role) == (town.otto, "owner")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"handle": "ida"}, "This handle is taken."),
        ({"handle": "Hal den"}, "A handle has up to 30"),
        ({"handle": ""}, "The organisation needs a handle."),
        ({"display_name": ""}, "The organisation needs a name."),
        ({"owner": "nobody_here"}, "No person has the handle “nobody_here”."),
        ({"owner": "skerrow"}, "No person has the handle “skerrow”."),
    ],
)
def test_an_organisation_that_cannot_be_is_refused_and_nothing_is_lost(town, sent, sentence):
    good = {"display_name": "Halden Pumpen", "handle": "halden", "sector": "Pumps and valves", "owner": "otto"}

    reply = town.browser("marit").post("/host/organisations/new/", {**good, **sent})

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert "Pumps and valves" in words_of(reply)
    assert Organisation.objects.count() == 2


def test_hosts_give_an_owner_only_to_what_nobody_owns(town):
    people.add_organisation(handle="halden", display_name="Halden Pumpen", owner=None, by=None, now=BEGIN)
    browser = town.browser("hester")

    assert "waits for an owner" in words_of(browser.get("/host/organisations/"))
    browser.post("/host/organisations/halden/", {"owner": "otto"})
    assert Membership.objects.get(organisation__identity__handle="halden").person == town.otto

    browser.post("/host/organisations/skerrow/", {"owner": "otto"})
    assert not Membership.objects.filter(organisation=town.skerrow, person=town.otto).exists()


def test_the_list_of_organisations_counts_nobody_suspended(town):
    def told() -> list[tuple[int, int]]:
        return [(row.people, row.owners) for row in views_organisations.rows() if row.pk == town.skerrow.pk]

    people.suspend_person(person=town.bram, reason="A trial.", by=town.marit, now=town.later())
    assert told() == [(2, 1)]
    people.suspend_person(person=town.ida, reason="A trial.", by=town.marit, now=town.later())

    assert told() == [(1, 0)]


def test_the_queries_of_the_lists_do_not_grow(town, django_assert_max_num_queries):
    def queries_of(page: str) -> int:
        browser = town.browser("marit")
        browser.get(page)
        with django_assert_max_num_queries(25) as counted:
            browser.get(page)
        return len(counted)

    pages = ["/host/people/", "/host/invitations/", "/host/organisations/"]
    people.invite(email="new@example.org", network_role="member", by=town.marit, now=timezone.now())
    few = [queries_of(page) for page in pages]
    for number in range(6):
        person = people.add_person(handle=f"crew{number}", display_name=f"Crew {number}", claimed=True, now=BEGIN)
        people.add_organisation(
            handle=f"house{number}", display_name=f"House {number}", owner=person, by=None, now=BEGIN
        )
        people.invite(email=f"new{number}@example.org", network_role="member", by=town.marit, now=timezone.now())

    assert [queries_of(page) for page in pages] == few


@pytest.mark.parametrize("words", ["\x00", "%", "x" * 5000, "\u202e", "@"])
def test_a_search_for_anything_is_answered(town, words):
    browser = town.browser("marit")

    assert browser.get("/host/people/", {"q": words, "state": words, "page": words}).status_code == 200
    assert browser.get("/host/invitations/new/", {"person": words}).status_code == 404
    assert browser.get("/host/invitations/", {"page": words}).status_code == 200
