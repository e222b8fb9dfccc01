"""Accepting an invitation and opening a network over HTTP."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from greenroom.pages.account.tests.conftest import PASSWORD, is_signed_in, sign_in_fully
from greenroom.pages.account.tests.soft_passkey import SoftPasskey
from greenroom.people import actions, clearance, queries
from greenroom.people.models import Invitation, Membership, NetworkMembership, Person

NEWCOMER = {"display_name": "Tove Lind", "handle": "tove", "language": "de", "password": PASSWORD}


@pytest.fixture
def skerrow(ida, host):
    return actions.add_organisation(
        handle="skerrow", display_name="Skerrow Ferries", owner=ida, by=host, now=timezone.now()
    )


@pytest.fixture
def link(ida, skerrow):
    _, token = actions.invite(
        email="tove@lind.example", organisation=skerrow, organisation_role="member", by=ida, now=timezone.now()
    )
    return f"/invitation/{token}/"


def test_a_newcomer_accepts_with_a_password_and_enrols(browser, link, skerrow):
    client = browser()
    shown = client.get(link).text
    assert "Welcome to Skerrow Ferries" in shown
    assert "Ida has invited you at tove@lind.example." in shown

    answer = client.post(link, NEWCOMER)

    assert answer.url == "/account/login/enrol/"
    assert not is_signed_in(client)
    tove = queries.person_by_email("tove@lind.example")
    assert (tove.handle, tove.language, tove.check_password(PASSWORD)) == ("tove", "de", True)
    assert clearance.role_in(tove, skerrow.pk) == "member"


def test_a_newcomer_accepts_with_a_passkey(browser, link):
    client = browser()
    key = SoftPasskey("https://green.example", "green.example")

    client.post(link, NEWCOMER | {"password": "", "passkey": "1"})
    options = client.post("/account/login/enrol/begin/").json()
    answer = client.post("/account/login/enrol/", {"credential": json.dumps(key.make(options))})

    assert answer.url == "/account/codes/?next=%2F"
    assert is_signed_in(client)
    assert not queries.person_by_email("tove@lind.example").has_usable_password()


def test_neither_password_nor_passkey_is_one_sentence(browser, link):
    answer = browser().post(link, NEWCOMER | {"password": ""})

    assert answer.status_code == 422
    assert "Choose a password, or continue with a passkey." in answer.text
    assert queries.identity_by_handle("tove") is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("handle", "ida", "This handle is taken."),
        ("handle", "settings", "This handle is kept for Greenroom itself."),
        ("handle", "To Ve", "A handle has up to 30 small letters, digits or underscores."),
        ("display_name", "", "Your name is missing."),
        ("password", "kurz7", "at least 10 characters"),
        ("language", "tlh", "tlh"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_but_for_the_password(browser, link, field, value, sentence):
    answer = browser().post(link, NEWCOMER | {field: value})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert PASSWORD not in answer.text
    kept = {"display_name": "Tove Lind", "handle": "tove"} | ({field: value} if field != "password" else {})
    for name in ("display_name", "handle"):
        assert kept[name] == "" or f'value="{kept[name]}"' in answer.text
    assert Person.objects.count() == 2


def test_i2_all_links_that_lead_nowhere_are_the_same_page(browser, link, ida, skerrow, host):
    def token_of(*, then, sent):
        invitation, token = actions.invite(
            email="a@lind.example", organisation=skerrow, organisation_role="member", by=ida, now=sent
        )
        then(invitation)
        return f"/invitation/{token}/"

    def withdraw(invitation):
        actions.withdraw_invitation(invitation=invitation, by=ida, now=timezone.now())

    browser().post(link, NEWCOMER)
    dead = [
        link,
        token_of(then=withdraw, sent=timezone.now()),
        token_of(then=lambda invitation: None, sent=timezone.now() - timedelta(days=15)),
        "/invitation/never-existed/",
    ]
    answers = [browser().get(path) for path in dead]
    own = r"/invitation/[^/]+/|value=\"\w{64}\"|nonce=\"[^\"]+\""
    replies = [(answer.status_code, re.sub(own, "", answer.text)) for answer in answers]
    posts = [browser().post(path, NEWCOMER | {"handle": "second"}).status_code for path in dead]
    assert len(set(replies)) == 1
    assert replies[0][0] == 404
    assert posts == [404] * 4
    assert queries.identity_by_handle("second") is None


def test_a_used_invitation_leads_on_to_the_sign_in(browser, link):
    browser().post(link, NEWCOMER)

    page = browser().get(link).text

    assert "If you have accepted it already, sign in." in page
    assert '<a class="btn main" href="/account/login/">' in page


def test_i3_only_declared_fields_count(browser, link, skerrow, host):
    smuggled = {
        "email": "eve@evil.example",
        "organisation_role": "owner",
        "network_role": "owner",
        "role": "owner",
        "organisation": "1",
        "is_active": "0",
        "claimed_at": "",
        "person": str(host.pk),
        "theme": "dark",
        "suspended_at": "2026-01-01",
        "byline": "Boss",
        "id": "1",
    }

    browser().post(link, NEWCOMER | smuggled)

    tove = queries.identity_by_handle("tove").person
    assert (tove.email, tove.is_active, tove.theme) == ("tove@lind.example", True, "system")
    assert clearance.role_in(tove, skerrow.pk) == "member"
    assert NetworkMembership.objects.filter(person=tove).count() == 0
    assert Membership.objects.filter(person=tove).count() == 1
    assert tove.identity.byline == "Skerrow Ferries"


def test_somebody_known_signs_in_to_accept_and_nobody_else_can(browser, noor, ida, skerrow):
    _, token = actions.invite(
        email="Noor@green.example", organisation=skerrow, organisation_role="administrator", by=ida, now=timezone.now()
    )
    link = f"/invitation/{token}/"
    guest = browser().get(link).text
    assert f"/account/login/?next=/invitation/{token}/" in guest
    assert browser().post(link, NEWCOMER).status_code == 200
    client = sign_in_fully(browser(), noor.email)
    assert client.get(link).status_code == 200
    assert clearance.role_in(noor, skerrow.pk) is None

    assert client.post(link).url == "/"

    assert clearance.role_in(noor, skerrow.pk) == "administrator"
    assert client.post(link).status_code == 404


def test_an_invitation_of_somebody_else_is_not_accepted_by_whoever_is_signed_in(browser, noor, link, skerrow):
    client = sign_in_fully(browser(), noor.email)

    assert client.get(link).status_code == 403
    assert client.post(link, NEWCOMER).status_code == 403
    assert clearance.role_in(noor, skerrow.pk) is None
    assert Invitation.objects.get().accepted_at is None


OWNER = {
    "network_name": "Skagerrak",
    "display_name": "Marit Sund",
    "handle": "marit",
    "email": "marit@skag.example",
    "password": PASSWORD,
    "language": "fr",
}


def test_an_empty_network_leads_everybody_to_its_first_run(browser):
    client = browser()
    assert {client.get(path).url for path in ("/", "/settings/", "/@ida/", "/account/login/")} == {"/first-run/"}
    assert client.get("/first-run/").status_code == 200


def test_the_first_visitor_opens_the_network_and_enrols(browser):
    client = browser()
    code = actions.first_run_code(now=timezone.now())

    wrong = client.post("/first-run/", OWNER | {"code": "guess"})
    assert wrong.status_code == 422
    assert "This is not the code that the terminal shows." in wrong.text
    assert 'value="Skagerrak"' in wrong.text
    assert not Person.objects.exists()
    answer = client.post("/first-run/", OWNER | {"code": code})

    assert answer.url == "/account/login/enrol/"
    assert queries.network_role(Person.objects.get()) == "owner"
    assert browser().get("/first-run/").status_code == 404
    assert browser().post("/first-run/", OWNER | {"code": code}).status_code == 404


def test_the_code_cannot_be_guessed_at_leisure(browser):
    actions.first_run_code(now=timezone.now())
    client = browser(REMOTE_ADDR="203.0.113.8")
    answers = [client.post("/first-run/", OWNER | {"code": f"{number}"}).text for number in range(32)]
    assert ["too many attempts" in answer for answer in answers] == [False] * 30 + [True] * 2
