"""One site and its backup for all tests that only look at them."""

import json

import pytest

from greenroom.config.tests.site import Site
from greenroom.testing.crash.run import own_database


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    with own_database() as address:
        yield Site(tmp_path_factory.mktemp("original") / "site", address).fill()


@pytest.fixture(scope="session")
def archive(original, tmp_path_factory):
    file = tmp_path_factory.mktemp("archive") / "backup.tar"
    code, said, complaint = original.run("backup", file, "--json")
    assert code == 0, complaint
    return file, json.loads(said)


@pytest.fixture
def fresh(tmp_path):
    """A folder that is not there and, on PostgreSQL, an empty database."""
    with own_database() as address:
        yield Site(tmp_path / "fresh", address)
