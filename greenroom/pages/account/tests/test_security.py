"""Freshness, second factors, passwords and devices."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.utils import timezone

from greenroom.pages.account.tests.conftest import (
    PASSWORD,
    SECRET,
    code_now,
    is_signed_in,
    passkey_for,
    sign_in,
    sign_in_fully,
)
from greenroom.pages.account.tests.soft_passkey import SoftPasskey
from greenroom.people import actions, factors
from greenroom.people.models import Person
from greenroom.people.tasks import shortened, tidy_sessions

OTHER = "meadow-kettle-plain-2210"


def opens(client) -> bool:
    return client.get("/settings/").status_code == 200


def age(client, seconds: int) -> None:
    session = client.session
    session["fresh_at"] = time.time() - seconds
    session.save()


SENSITIVE = ["/account/password/", "/account/passkeys/add/", "/account/codes/", "/account/app/add/"]


@pytest.mark.parametrize("path", SENSITIVE)
def test_sensitive_acts_ask_again_after_fifteen_minutes(browser, noor, path):
    client = sign_in_fully(browser(), noor.email)
    age(client, 14 * 60)
    assert "/account/again/" not in client.get(path).headers.get("Location", "")
    age(client, 15 * 60)

    assert client.get(path).url == f"/account/again/?next={path.replace('/', '%2F')}"
    assert client.post(path, {"password": OTHER}).url.startswith("/account/again/")
    assert Person.objects.get(pk=noor.pk).check_password(PASSWORD)


def test_showing_it_again_needs_password_and_code(browser, noor):
    client = sign_in_fully(browser(), noor.email)
    age(client, 3_600)
    cache.clear()
    for typed in ({"password": PASSWORD, "code": "000000"}, {"password": "wrong", "code": code_now()}, {}):
        client.post("/account/again/", typed | {"next": "/account/password/"})
        assert client.get("/account/password/").status_code == 302
    cache.clear()

    answer = client.post("/account/again/", {"password": PASSWORD, "code": code_now(), "next": "/account/password/"})

    assert answer.url == "/account/password/"
    assert client.get("/account/password/").status_code == 200


def test_showing_it_again_by_passkey(browser, ida):
    key = passkey_for(ida)
    client = browser()
    options = client.post("/account/login/passkey/begin/").json()
    client.post("/account/login/passkey/", {"credential": json.dumps(key.sign(options))})
    age(client, 3_600)
    options = client.post("/account/again/begin/").json()

    answer = client.post("/account/again/", {"credential": json.dumps(key.sign(options)), "next": "/account/codes/"})

    assert answer.url == "/account/codes/"


def test_o2_a_change_of_password_ends_the_other_sessions(browser, noor):
    here, there = sign_in_fully(browser(), noor.email), sign_in_fully(browser(), noor.email)
    assert [opens(here), opens(there)] == [True, True]

    assert here.post("/account/password/", {"password": OTHER}).url == "/account/security/"

    assert [opens(here), opens(there)] == [True, False]
    assert UserSession.objects.filter(user=noor).count() == 1


def test_o2_a_suspension_ends_every_session_and_a_reinstatement_revives_none(browser, noor, host):
    client = sign_in_fully(browser(), noor.email)
    actions.suspend_person(person=noor, reason="Rule 3", by=host, now=timezone.now())
    assert not opens(client)
    actions.reinstate_person(person=noor, reason="Appeal", by=host, now=timezone.now())
    assert not opens(client)


def test_o2_a_suspension_ends_a_sign_in_that_waits_for_its_code(browser, noor, host):
    client = browser()
    sign_in(client, noor.email)
    actions.suspend_person(person=noor, reason="Rule 3", by=host, now=timezone.now())

    client.post("/account/login/code/", {"code": code_now()})

    assert not is_signed_in(client)


def test_one_ends_ones_own_devices_and_nobody_elses(browser, noor, host):
    actions.add_app(person=host, secret=SECRET, now=timezone.now())
    here, there = sign_in_fully(browser(), noor.email), sign_in_fully(browser(), noor.email)
    theirs = sign_in_fully(browser(), host.email)
    ids = {session.session_key: session.pk for session in UserSession.objects.all()}

    assert here.post(f"/account/devices/{ids[theirs.session.session_key]}/end/").status_code == 404
    assert here.post("/account/devices/999999999999/end/").status_code == 404
    assert here.post(f"/account/devices/{ids[there.session.session_key]}/end/").status_code == 302

    assert [opens(here), opens(there), opens(theirs)] == [True, False, True]


def test_all_other_devices_end_at_once(browser, noor):
    clients = [sign_in_fully(browser(), noor.email) for _ in range(3)]
    clients[0].post("/account/devices/end-others/")
    assert [opens(client) for client in clients] == [True, False, False]


def test_a_way_to_a_new_password_keeps_the_second_factor(browser, noor):
    client = sign_in_fully(browser(), noor.email)
    token = default_token_generator.make_token(Person.objects.get(pk=noor.pk))
    link = f"/account/password/new/{noor.pk}/{token}/"
    stranger = browser()

    assert stranger.get(link).status_code == 200
    assert stranger.post(link, {"password": OTHER}).url == "/account/login/"

    assert not opens(client)
    assert stranger.get(link).status_code == 404
    assert sign_in(stranger, noor.email, OTHER).url == "/account/login/code/"
    assert not is_signed_in(stranger)


@pytest.mark.parametrize("number", [1, 2**63, 10**40])
def test_an_invented_way_leads_nowhere(browser, host, number):
    assert browser().get(f"/account/password/new/{number}/abc-def/").status_code == 404


def test_the_last_factor_stays(browser, noor):
    client = sign_in_fully(browser(), noor.email)
    app = factors.app_of(noor)
    key = SoftPasskey("https://green.example", "green.example")

    refused = client.post(f"/account/factors/{app.pk}/remove/")
    assert refused.status_code == 422
    assert "This is your only second factor. Add another one first." in refused.text
    options = client.post("/account/passkeys/add/begin/").json()
    client.post("/account/passkeys/add/", {"credential": json.dumps(key.make(options)), "name": "Phone"})
    assert client.post(f"/account/factors/{app.pk}/remove/").status_code == 302

    assert [str(each) for each in factors.passkeys_of(noor)] == ["Phone"]
    assert factors.app_of(noor) is None
    assert factors.codes_left(noor) == 10


def test_somebody_without_a_password_keeps_a_passkey(browser, ida):
    passkey_for(ida)
    actions.add_app(person=ida, secret=SECRET, now=timezone.now())
    Person.objects.filter(pk=ida.pk).update(password="!")
    client = browser()
    client.force_login(Person.objects.get(pk=ida.pk))
    age(client, 0)

    answer = client.post(f"/account/factors/{factors.passkeys_of(ida).get().pk}/remove/")

    assert "You have no password. Add another passkey first." in answer.text
    assert factors.passkeys_of(ida).count() == 1


def test_i1_nobody_removes_the_factor_of_another(browser, noor, host):
    actions.add_app(person=host, secret=SECRET, now=timezone.now())
    client = sign_in_fully(browser(), noor.email)

    assert client.post(f"/account/factors/{factors.app_of(host).pk}/remove/").status_code == 404
    assert factors.has_factor(host)


def test_a_passkey_of_a_device_that_does_not_verify_is_not_made(browser, ida):
    client = browser()
    sign_in(client, ida.email)
    key = SoftPasskey("https://green.example", "green.example")
    options = client.post("/account/login/enrol/begin/").json()

    answer = client.post("/account/login/enrol/", {"credential": json.dumps(key.make(options, verified=False))})

    assert answer.status_code == 422
    assert not factors.has_factor(ida)


def test_i6_secrets_are_sealed_in_the_database(noor):
    app = factors.app_of(noor)
    assert SECRET not in json.dumps(app.data)
    assert app.wrap().validate_code(code_now())


def test_new_recovery_codes_replace_the_old_ones(browser, noor):
    old = actions.codes_to_show(noor)[0].replace(" ", "")
    client = sign_in_fully(browser(), noor.email)

    client.post("/account/codes/")

    codes = Authenticator.objects.get(user=noor, type="recovery_codes").wrap()
    assert not codes.validate_code(old)
    assert len(codes.get_unused_codes()) == 10


def test_without_codes_there_is_one_sentence_and_nothing_to_lose(browser, noor):
    client = sign_in_fully(browser(), noor.email)
    Authenticator.objects.filter(user=noor, type="recovery_codes").delete()

    text = client.get("/account/codes/").text

    assert "You have no unused codes." in text
    assert "The old codes then no longer count." not in text
    assert "no unused codes" in client.get("/account/security/").text


def test_addresses_are_shortened_after_seven_days_and_ended_sessions_go(browser, noor):
    sign_in_fully(browser(REMOTE_ADDR="203.0.113.77"), noor.email)
    gone = sign_in_fully(browser(), noor.email)
    gone.session.delete()
    later = timezone.now() + timezone.timedelta(days=8)

    tidy_sessions(later)

    assert [session.ip for session in UserSession.objects.filter(user=noor)] == ["203.0.113.0"]
    assert shortened("2001:db8:1:2:3::4") == "2001:db8:1::"


def test_a_session_opened_past_the_sign_in_is_listed_too(browser, noor):
    client = browser(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    client.force_login(noor, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "Firefox on Windows" in client.get("/account/security/").text
    assert UserSession.objects.get(user=noor).session_key == client.session.session_key


def test_the_page_of_all_this_opens(browser, noor):
    client = sign_in_fully(browser(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"), noor.email)

    text = client.get("/account/security/").text

    assert "Firefox on Windows" in text
    assert "10 unused" in text
