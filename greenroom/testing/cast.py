"""A small named cast for tests over HTTP; plug it in with `pytest_plugins = ["greenroom.testing.cast"]`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from greenroom.people.models import Organisation, Person
    from greenroom.social.models import Circle


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Skerrow Ferries with its Board, Quillan Health, a host, and somebody outside all of it.

    ida owns Skerrow and keeps the Board; bram (administrator) and piet are listed in it, noor and runa are not.
    noor, runa and piet are members of Skerrow. celeste owns Quillan. The host owns the network, to which everybody
    belongs but the outsider, who is a member of Quillan alone.
    """

    ida: "Person"
    bram: "Person"
    noor: "Person"
    piet: "Person"
    runa: "Person"
    celeste: "Person"
    outsider: "Person"
    host: "Person"
    skerrow: "Organisation"
    quillan: "Organisation"
    board: "Circle"
    now: datetime


def assemble(now: datetime) -> Cast:
    """Bring the cast into an empty database, by the verbs that everybody uses, thirty days before `now`."""
    from greenroom.kit import worker
    from greenroom.people import actions as people
    from greenroom.social import actions as social

    then = now - timedelta(days=30)
    names = {
        "host": "Marit Vandelhoff",
        "ida": "Ida Rosmere",
        "bram": "Bram Holtervik",
        "noor": "Noor Jabbarane",
        "piet": "Piet Vanderslooten",
        "runa": "Runa Eikmoss",
        "celeste": "Celeste Vianay",
        "outsider": "Jannik Torfbeck",
    }
    cast = {
        part: people.add_person(
            handle="marit" if part == "host" else "jannik" if part == "outsider" else part,
            display_name=name,
            email=f"{part}@cast.example",
            now=then,
            claimed=True,
        )
        for part, name in names.items()
    }
    for part in set(names) - {"outsider"}:
        people.join_network(person=cast[part], role="owner" if part == "host" else "member", by=None, now=then)
    skerrow = people.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=cast["ida"], now=then)
    quillan = people.add_organisation(handle="quillan", display_name="Quillan Health", owner=cast["celeste"], now=then)
    for part, house, role in (
        ("bram", skerrow, "administrator"),
        ("noor", skerrow, "member"),
        ("piet", skerrow, "member"),
        ("runa", skerrow, "member"),
        ("outsider", quillan, "member"),
    ):
        people.join_organisation(person=cast[part], organisation=house, role=role, by=None, now=then)
    board = social.create_circle(handle="board", display_name="Board", by=cast["ida"], now=then)
    for part in ("bram", "piet"):
        social.list_in_circle(circle=board, person=cast[part], by=cast["ida"], now=then)
    worker.work_off(now)
    return Cast(**cast, skerrow=skerrow, quillan=quillan, board=board, now=now)


def sign_in(client: "Client", person: "Person") -> None:
    """Let a test client be this person."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database must be there
    """The named cast in an empty database."""
    return assemble(datetime.now(UTC))
