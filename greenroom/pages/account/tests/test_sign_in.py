"""Every way to a session, in one table, each with the same assurance [O6]; nothing tells who has an account [O7]."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern

from greenroom.pages.account import urls
from greenroom.pages.account.tests.conftest import (
    PASSWORD,
    code_now,
    is_signed_in,
    passkey_for,
    sign_in,
    sign_in_fully,
)
from greenroom.pages.account.tests.soft_passkey import SoftPasskey
from greenroom.people import actions

# Each address, and what it may do for somebody without a session: nothing; begin (a stage waits); a session.
WAYS = {
    "account_login": "begin",
    "mfa_login_webauthn": "session",  # the device has verified its user
    "mfa_authenticate": "session",  # only where a password went before
    "account_enrol": "session",  # only where a password or an invitation went before
    "invitation": "begin",
    "first-run": "begin",
    "account_new_password": "nothing",
    "account_reset_password": "nothing",
    "account_begin_passkey": "nothing",
    "account_begin_code": "nothing",
    "account_begin_enrol": "nothing",
    "account_start_again": "nothing",
    "account_logout": "nothing",
    "account_inactive": "nothing",
    "account_security": "nothing",
    "account_reauthenticate": "nothing",
    "account_begin_again": "nothing",
    "mfa_add_webauthn": "nothing",
    "account_begin_add": "nothing",
    "mfa_activate_totp": "nothing",
    "account_remove_factor": "nothing",
    "mfa_view_recovery_codes": "nothing",
    "account_end_device": "nothing",
    "account_end_others": "nothing",
    "account_change_password": "nothing",
}


def routes() -> dict[str, str]:
    return {str(each.name): str(each.pattern) for each in urls.urlpatterns if isinstance(each, URLPattern)}


def test_o6_the_table_of_ways_is_complete():
    assert set(WAYS) == set(routes())


@pytest.mark.parametrize("name", WAYS)
def test_o6_no_address_alone_gives_a_session(browser, noor, name):
    path = re.sub(r"<int:\w+>", str(noor.pk), routes()[name]).replace("<str:token>", "guess")
    for method in ("get", "post"):
        client = browser()
        getattr(client, method)(f"/{path}", {"email": noor.email, "code": code_now(), "credential": "{}"})
        assert not is_signed_in(client), f"{method} {path}"


def test_o6_a_password_alone_leads_to_the_code_and_no_page_opens(browser, noor):
    client = browser()

    answer = sign_in(client, noor.email, next="/kept/")

    assert answer.url == "/account/login/code/"
    assert not is_signed_in(client)
    assert client.get("/settings/").status_code == 302
    cache.clear()
    answer = client.post("/account/login/code/", {"code": code_now()})
    assert answer.url == "/kept/"
    assert is_signed_in(client)


def test_o6_a_password_without_a_factor_leads_to_the_enrolment_and_no_page_opens(browser, ida):
    client = browser()

    answer = sign_in(client, ida.email)

    assert answer.url == "/account/login/enrol/"
    for path in ("/settings/", "/notices/", "/account/security/", "/account/codes/"):
        assert client.get(path).url.startswith("/account/login/")
    assert client.get("/account/login/").url == "/account/login/enrol/"
    assert not is_signed_in(client)


def test_o6_enrolling_an_app_begins_the_session_and_shows_the_codes_once(browser, ida):
    client = browser()
    sign_in(client, ida.email, next="/kept/")
    client.get("/account/login/enrol/")
    secret = client.session["mfa.totp.secret"]

    wrong = client.post("/account/login/enrol/", {"code": "000000"})
    assert wrong.status_code == 422
    assert not is_signed_in(client)
    right = client.post("/account/login/enrol/", {"code": code_now(secret)})

    assert right.url == "/account/codes/?next=%2Fkept%2F"
    assert is_signed_in(client)
    shown = re.findall(rb"<code>(\d{4} \d{4})</code>", client.get(right.url).content)
    assert len(shown) == 10
    assert b"<code>" not in client.get("/account/codes/").content
    assert client.get(right.url).url == "/kept/"


def test_o6_a_passkey_alone_signs_in(browser, ida):
    key = passkey_for(ida)
    client = browser()
    options = client.post("/account/login/passkey/begin/").json()

    answer = client.post("/account/login/passkey/", {"credential": json.dumps(key.sign(options)), "next": "/kept/"})

    assert answer.url == "/kept/"
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "fault", ["unverified", "other key", "other origin", "other person", "replayed", "late", "junk"]
)
def test_o6_an_unsound_passkey_is_refused(browser, ida, host, fault):
    key = passkey_for(ida)
    client = browser()
    options = client.post("/account/login/passkey/begin/").json()
    answer = key.sign(options)
    if fault == "unverified":
        answer = key.sign(options, verified=False)
    elif fault == "other key":
        answer = key.sign(options, key=SoftPasskey("", "").key)
    elif fault == "other origin":
        key.origin = "https://green.example.evil.example"
        answer = key.sign(options)
    elif fault == "other person":
        from fido2.utils import websafe_encode

        answer["response"]["userHandle"] = websafe_encode(str(host.pk).encode())
    elif fault == "replayed":
        assert client.post("/account/login/passkey/", {"credential": json.dumps(answer)}).status_code == 302
        client.post("/account/logout/")
    elif fault == "late":
        session = client.session
        session["passkey_begun_at"] -= 301
        session.save()
    else:
        answer = [{"id": None}]

    reply = client.post("/account/login/passkey/", {"credential": json.dumps(answer)})

    assert reply.status_code == 422
    assert "The passkey was not accepted." in reply.text
    assert not is_signed_in(client)


def test_o6_a_recovery_code_works_once(browser, noor):
    code = actions.codes_to_show(noor)[0]
    first, second = browser(), browser()
    for client in (first, second):
        sign_in(client, noor.email)

    first.post("/account/login/code/", {"code": code})
    second.post("/account/login/code/", {"code": code})

    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_o6_a_code_of_the_app_works_once(browser, noor):
    first, second = browser(), browser()
    for client in (first, second):
        sign_in(client, noor.email)
    code = code_now()

    first.post("/account/login/code/", {"code": code})
    second.post("/account/login/code/", {"code": code})

    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_o6_guessing_from_many_addresses_stops_at_the_account(browser, noor):
    answers = []
    for number in range(8):
        client = browser(REMOTE_ADDR=f"203.0.113.{number}")
        answers.append(sign_in(client, noor.email, f"wrong-{number}").text)
    assert ["too many attempts" in answer for answer in answers] == [False] * 5 + [True] * 3

    late = browser(REMOTE_ADDR="203.0.113.99")
    assert "too many attempts" in sign_in(late, noor.email).text, "the right password must not pass either"


def test_o6_guessing_at_many_accounts_stops_at_the_address_whatever_it_claims_to_be(browser, noor):
    client = browser(REMOTE_ADDR="203.0.113.7")
    answers = [
        client.post(
            "/account/login/",
            {"email": f"p{number}@green.example", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).text
        for number in range(12)
    ]
    assert ["too many attempts" in answer for answer in answers] == [False] * 10 + [True] * 2


def test_o6_guessing_codes_stops(browser, noor):
    client = browser()
    sign_in(client, noor.email)
    answers = [client.post("/account/login/code/", {"code": f"{number:06}"}).text for number in range(7)]

    assert ["too many attempts" in answer for answer in answers] == [False] * 5 + [True] * 2
    client.post("/account/login/code/", {"code": code_now()})
    assert not is_signed_in(client)


def test_what_was_typed_stays_but_for_the_password(browser, noor):
    answer = sign_in(browser(), noor.email, "secret-that-must-not-come-back")

    assert answer.status_code == 422
    assert f'value="{noor.email}"' in answer.text
    assert "secret-that-must-not-come-back" not in answer.text


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example", "x"],
)
def test_e2_a_foreign_way_back_leads_home(browser, noor, wanted):
    client = browser()
    sign_in(client, noor.email, next=wanted)
    cache.clear()

    assert client.post("/account/login/code/", {"code": code_now()}).url == "/"
    assert client.get("/account/login/", {"next": wanted}).url == "/"
    cache.clear()
    assert client.post("/account/again/", {"password": PASSWORD, "code": code_now(), "next": wanted}).url == "/"


def test_a_guest_is_led_to_the_sign_in_and_back(browser, noor):
    client = browser()
    led = client.get("/settings/").url
    assert led == "/account/login/?next=/settings/"
    assert 'name="next" value="/settings/"' in client.get(led).text


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "3rdparty/", "2fa/", "sessions/", "login/code/confirm/"]
)
def test_what_the_library_offers_beyond_is_not_reachable(browser, host, path):
    assert browser().get(f"/account/{path}").status_code == 404


def test_o2_a_session_has_a_new_key_after_the_sign_in(browser, noor):
    client = browser()
    sign_in(client, noor.email)
    before = client.session.session_key

    cache.clear()
    client.post("/account/login/code/", {"code": code_now()})

    assert client.session.session_key != before


def test_signing_out_asks_first_and_needs_a_form(browser, noor):
    client = sign_in_fully(browser(), noor.email)

    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


def test_forms_are_refused_without_their_token(noor):
    client = Client(enforce_csrf_checks=True, headers={"host": "green.example"})
    assert sign_in(client, noor.email).status_code == 403
