"""Every test run keeps its data in a folder of its own."""

import os
import tempfile

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
os.environ["GREENROOM_DATA"] = os.environ.get("GREENROOM_TEST_DATA") or tempfile.mkdtemp(prefix="greenroom-test-")

pytest_plugins = ["greenroom.testing.cast", "greenroom.testing.offline"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request):
    """Each process of a parallel run has a database of its own; SQLite's lies in memory and needs no name."""
    from django.conf import settings
    from pytest_django.fixtures import _set_suffix_to_test_databases

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        _set_suffix_to_test_databases(suffix=worker)


@pytest.fixture(scope="session", autouse=True)
def readers_of_pictures_take_their_time():
    """A machine that runs tests has its hands full: what is limited on the wall elsewhere is not here."""
    from greenroom.kit.pictures import limits

    limits.WALL_SECONDS, limits.PATIENCE = 120, 120.0
