"""People who sign in, their apps and their keys."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client

from greenroom.pages.account.tests.soft_passkey import SoftPasskey
from greenroom.people import actions
from greenroom.people.models import Person

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PASSWORD = "harbour-lamp-quiet-1874"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def address(settings, db):
    """Counters start at nothing, and the network lives at one address."""
    settings.PUBLIC_URL = "https://green.example"
    settings.MFA_TOTP_TOLERANCE = 1  # a test may cross the border of two codes
    settings.ALLOWED_HOSTS = ["green.example", "testserver"]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """Hash as weakly as the function allows, since nobody attacks a test."""
    for name, cost in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, cost)


@pytest.fixture
def browser() -> Callable[..., Client]:
    def make(**more: object) -> Client:
        return Client(headers={"host": "green.example"}, **more)

    return make


@pytest.fixture
def host() -> Person:
    marit = _person("marit", "marit@green.example")
    actions.join_network(person=marit, role="owner", by=None, now=NOW)
    return marit


@pytest.fixture
def ida(host) -> Person:
    """Has a password and nothing else yet."""
    ida = _person("ida", "ida@green.example")
    actions.join_network(person=ida, by=host, now=NOW)
    return ida


@pytest.fixture
def noor(host) -> Person:
    """Has a password and an app."""
    noor = _person("noor", "noor@green.example")
    actions.join_network(person=noor, by=host, now=NOW)
    actions.add_app(person=noor, secret=SECRET, now=NOW)
    return noor


def _person(handle: str, email: str) -> Person:
    person = actions.add_person(handle=handle, display_name=handle.title(), email=email, claimed=True, now=NOW)
    actions.change_password(person=person, password=PASSWORD, by=person, now=NOW)
    return person


def code_now(secret: str = SECRET) -> str:
    """What an app shows."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/account/login/", {"email": email, "password": password} | more)


def sign_in_fully(client: Client, email: str) -> Client:
    """Password and code of the app that holds SECRET."""
    sign_in(client, email)
    cache.clear()  # a code counts once; tests do not wait for the next
    client.post("/account/login/code/", {"code": code_now()})
    assert is_signed_in(client)
    return client


def passkey_for(person: Person) -> SoftPasskey:
    """A key that the person has enrolled."""
    client = Client(headers={"host": "green.example"})
    key = SoftPasskey("https://green.example", "green.example")
    enrolled = Authenticator.objects.filter(user=person).exists()
    assert not enrolled, "enrol the key first"
    sign_in(client, person.email)
    options = client.post("/account/login/enrol/begin/").json()
    answer = client.post("/account/login/enrol/", {"credential": json.dumps(key.make(options)), "name": "Phone"})
    assert answer.status_code == 302
    assert is_signed_in(client)
    return key
