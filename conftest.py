"""Every test run keeps its data in a folder of its own."""

import os
import tempfile

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
os.environ["GREENROOM_DATA"] = os.environ.get("GREENROOM_TEST_DATA") or tempfile.mkdtemp(prefix="greenroom-test-")

pytest_plugins = ["greenroom.testing.cast", "greenroom.testing.network"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request):
    """Each process of a parallel run has a database of its own; SQLite's lies in memory and needs no name."""
    from django.conf import settings
    from pytest_django.fixtures import _set_suffix_to_test_databases

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        _set_suffix_to_test_databases(suffix=worker)
