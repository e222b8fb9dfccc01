"""Skerrow keeps its people by a directory; its file is written line by line."""

import html
import json
import time
from collections.abc import Callable

import pytest

from greenroom.directory import actions
from greenroom.directory.models import Entry, Reading, SignOn
from greenroom.directory.said import Said
from greenroom.directory.tests.scim_calls import TOVE
from greenroom.kit import worker
from greenroom.people.models import Membership, Person
from greenroom.people.tests.conftest import NOW, PASSWORD, cast, cheap_passwords, now, person  # noqa: F401

HEAD = "id,name,email,title,department,manager"


@pytest.fixture
def read(cast) -> Callable[..., Reading]:  # noqa: F811
    """Take a file of these lines in, as the operator."""

    def take(*lines: str, head: str = HEAD, by: Person | None = None, anyway: bool = False, **more: object) -> Reading:
        content = "\n".join([head, *lines]).encode()
        reading = actions.show_file(
            organisation=cast.skerrow, file="people.csv", content=content, by=by, now=NOW, **more
        )
        if reading.state == Reading.State.STOPPED and not anyway:
            return reading
        actions.take_reading(reading=reading, by=by, now=NOW, at_once=True)
        while actions.go_on(reading.pk, now=NOW):
            pass
        return Reading.objects.get(pk=reading.pk)

    return take


@pytest.fixture
def add(cast) -> Callable[..., Entry]:  # noqa: F811
    """An entry of the people file."""

    def one(key: str = "7", *, organisation: object = None, invites: bool = False, **more: object) -> Entry:
        said = Said(**{"key": key, "name": "Tove Arnold", "email": "tove@skerrow.example"} | more)
        return actions.add_entry(
            organisation=organisation or cast.skerrow,
            source=Entry.Source.FILE,
            said=said,
            invites=invites,
            by=None,
            now=NOW,
        )

    return one


@pytest.fixture
def scim(client, cast):  # noqa: F811
    """Ask as Skerrow's or Quillan's identity provider."""
    secrets = {
        name: actions.make_token(organisation=getattr(cast, name), name="IdP", by=None, now=NOW)[1]
        for name in ("skerrow", "quillan")
    }

    def ask(method, path, body=None, *, of="skerrow", token=None, **query):
        content = json.dumps(body) if isinstance(body, dict) else body or ""
        reply = client.generic(
            method,
            f"/scim/v2/{path}",
            content,
            content_type="application/scim+json",
            query_params=query or None,
            headers={"Authorization": f"Bearer {secrets[of] if token is None else token}"},
        )
        return reply.status_code, json.loads(reply.content) if reply.content else None

    return ask


@pytest.fixture
def tove(scim):
    return scim("POST", "Users", TOVE)[1]


@pytest.fixture
def set_up(cast, provider) -> Callable[..., SignOn]:  # noqa: F811
    """Let Skerrow's people come through it; entries are known by the claim `oid`."""

    def one(**more: object) -> SignOn:
        given = {"organisation": cast.skerrow, "claim": "oid", "client_secret": provider.client_secret} | more
        return actions.set_up_sign_on(issuer=provider.issuer, client_id=provider.client_id, by=None, now=NOW, **given)

    return one


@pytest.fixture
def with_both(set_up):
    return set_up(counts_as_both=True)


@pytest.fixture
def come(provider):
    """Sign in there as this subject and come back."""

    def once(client, subject: str, *, next: str = "", **claims: object):  # noqa: A002 - as the address calls it
        provider.people[subject] = claims
        way = client.get("/sign-in/with/skerrow/go/", {"next": next} if next else None)["Location"]
        return client.get(provider.go(way, subject))

    return once


@pytest.fixture
def connect(provider):
    """Connect from the settings, freshly shown, and come back."""

    def once(client, subject: str, *, purpose: str = "connect"):
        provider.people[subject] = {}
        session = client.session
        session["fresh_at"] = time.time()
        session.save()
        going = client.post(f"/sign-in/{purpose}/skerrow/")["Location"]
        way = html.unescape(client.get(going).content.decode().split('wide" href="')[1].split('"')[0])
        return client.get(provider.go(way, subject))

    return once


def people_of(organisation: object) -> dict[str, tuple[str, str]]:
    """Everybody who belongs now: address to title and unit."""
    rows = Membership.objects.filter(organisation=organisation, ended_at__isnull=True).select_related("person", "unit")
    return {row.person.email: (row.title, row.unit.name if row.unit else "") for row in rows}


def work() -> None:
    """Let everything that waits be done."""
    worker.work_off(NOW)


__all__ = ["NOW", "PASSWORD", "people_of", "work"]
