"""The moment at which the kit's tests play, and a mended mood after each."""

import os
import shutil
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

import pytest

from greenroom.kit.tests.deeds import Mood
from greenroom.kit.tests.house import House

ADDRESS = os.environ.get("DATABASE_URL", "")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon():
    """A Monday."""
    return NOON


@pytest.fixture(autouse=True)
def mended_mood():
    yield
    Mood.fails, Mood.on_answer = 0, None


@pytest.fixture(scope="session")
def model_house(tmp_path_factory):
    """Migrated once; each test's house is a copy of it."""
    folder = tmp_path_factory.mktemp("model-house")
    if not ADDRESS:
        House(folder).do("migrate")
        yield folder / "greenroom.sqlite3"
        return
    with fresh_database() as name:
        House(folder, at(name)).do("migrate")
        yield name


@pytest.fixture
def house(model_house, tmp_path):
    """A database of its own for processes that may be killed, on whichever of the two the suite runs."""
    if not ADDRESS:
        shutil.copy(model_house, tmp_path)
        yield House(tmp_path)
        return
    with fresh_database(model_house) as name:
        yield House(tmp_path, at(name))


def at(name):
    """The server's address, with another database."""
    return urlunsplit(urlsplit(ADDRESS)._replace(path=f"/{name}"))


@contextmanager
def fresh_database(model="template1"):
    """A database on the server that the suite runs on."""
    import psycopg

    name = f"house_{uuid.uuid4().hex}"
    with psycopg.connect(ADDRESS, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
        try:
            yield name
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
