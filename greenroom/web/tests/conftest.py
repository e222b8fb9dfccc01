"""The shared front is tested with addresses of its own, so that no page of the product has to work for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from greenroom.people import actions

NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ROOT_URLCONF = "greenroom.web.tests.urls"
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [Path(__file__).with_name("templates")]},
    ]


@pytest.fixture(autouse=True)
def _language_of_the_test():
    """A page speaks its reader's language, and the thread would go on in it."""
    with translation.override("en"):
        yield


@pytest.fixture
def ida(db):
    return actions.add_person(
        handle="ida", display_name="Ida Rosmere", email="ida@example.org", language="de", now=NOW, claimed=True
    )


@pytest.fixture
def as_ida(ida):
    client = Client()
    client.force_login(ida, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
