"""The website of an organisation leads to a web page, and to the one that it names [X3]."""

import pytest

from greenroom.people import actions
from greenroom.people.models import Organisation
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused

pytestmark = pytest.mark.django_db


def website_of(organisation):
    return Organisation.objects.get(pk=organisation.pk).website


@pytest.mark.parametrize("address", ["https://skerrow.example/", "HTTP://skerrow.example/about?x=1", ""])
def test_a_web_address_is_kept_as_written(cast, address):
    actions.update_organisation(organisation=cast.skerrow, website=f" {address} ", by=cast.ida, now=NOW)

    assert website_of(cast.skerrow) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://skerrow.example/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://skerrow.example/",
        "mailto:ida@skerrow.example",
        "//evil.example/",
        "/account/",
        "https://skerrow.example@evil.example/",
        "skerrow.example",
    ],
)
def test_x3_nothing_but_a_web_address_is_stored(cast, address):
    with refused("website"):
        actions.update_organisation(organisation=cast.skerrow, website=address, by=cast.ida, now=NOW)

    assert website_of(cast.skerrow) == ""
