"""The moment at which the kit's tests play, and a mended mood after each."""

import os
import uuid
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

import pytest

from greenroom.kit.tests.deeds import Mood
from greenroom.kit.tests.house import House

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon():
    """A Monday."""
    return NOON


@pytest.fixture(autouse=True)
def mended_mood():
    yield
    Mood.fails, Mood.on_answer = 0, None


@pytest.fixture
def house(tmp_path):
    """A migrated database of its own, on whichever of the two the suite runs."""
    environment = {**os.environ, "HOUSE": str(tmp_path)}
    address = os.environ.get("DATABASE_URL")
    if not address:
        house = House(environment)
        house.do("migrate")
        yield house
        return
    import psycopg

    name = f"house_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        parts = urlsplit(address)
        house = House({**environment, "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))})
        house.do("migrate")
        yield house
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
