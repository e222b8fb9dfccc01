"""Skerrow keeps its people by a directory; its file is written line by line."""

import json
from collections.abc import Callable

import pytest

from greenroom.directory import actions
from greenroom.directory.models import Entry, Reading
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


def people_of(organisation: object) -> dict[str, tuple[str, str]]:
    """Everybody who belongs now: address to title and unit."""
    rows = Membership.objects.filter(organisation=organisation, ended_at__isnull=True).select_related("person", "unit")
    return {row.person.email: (row.title, row.unit.name if row.unit else "") for row in rows}


def work() -> None:
    """Let everything that waits be done."""
    worker.work_off(NOW)


__all__ = ["NOW", "PASSWORD", "people_of", "work"]
