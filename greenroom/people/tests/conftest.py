"""A small cast: a host, an organisation with owner, administrator and member, and somebody outside."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from greenroom.people import actions
from greenroom.people.models import Person

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PASSWORD = "harbour-lamp-quiet-1874"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """Hash as weakly as the function allows, since nobody attacks a test."""
    for name, cost in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, cost)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def person(db) -> Callable[..., Person]:
    def make(handle: str, **more: object) -> Person:
        given = {"email": f"{handle}@skerrow.example", "claimed": True} | more
        return actions.add_person(handle=handle, display_name=handle.title(), now=NOW, **given)

    return make


@pytest.fixture
def cast(person) -> SimpleNamespace:
    """marit and hedda own and administer the network; ida, bram and noor the organisation skerrow; yara neither."""
    people = {name: person(name) for name in ("marit", "hedda", "ida", "bram", "noor", "yara")}
    actions.join_network(person=people["marit"], role="owner", by=None, now=NOW)
    actions.join_network(person=people["hedda"], role="administrator", by=None, now=NOW)
    skerrow = actions.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=people["ida"], now=NOW)
    quillan = actions.add_organisation(handle="quillan", display_name="Quillan", owner=people["yara"], now=NOW)
    bram = actions.join_organisation(
        person=people["bram"], organisation=skerrow, role="administrator", by=None, now=NOW
    )
    noor = actions.join_organisation(person=people["noor"], organisation=skerrow, by=None, now=NOW)
    return SimpleNamespace(**people, skerrow=skerrow, quillan=quillan, bram_there=bram, noor_there=noor)
