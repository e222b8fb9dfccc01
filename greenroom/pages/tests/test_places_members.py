"""Who belongs to an organisation and who speaks for it: kept by its own owners and administrators alone."""

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
    assert "Press officer&nbsp;· Ferries" in words_of(browser.get("/@skerrow/people/"))

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
        ({"email": "IDA@example.org", "role": "member"}, "belongs to Skerrow Ferries already."),
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
