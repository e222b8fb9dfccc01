"""The sheet with the colours of the organisations."""

import pytest

from greenroom.people import actions
from greenroom.web import identities
from greenroom.web.tests.conftest import NOW

pytestmark = pytest.mark.django_db
RULE = '[data-identity="skerrow"] { --id-h: 250; --id-c: 0.100; --id-l: 0.45; }'


@pytest.fixture
def skerrow(ida):
    return actions.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=ida, now=NOW, hue=250)


def test_each_organisation_has_one_rule_and_people_have_none(client, skerrow):
    sheet = client.get("/identities.css").content.decode()

    assert RULE in sheet
    assert "ida" not in sheet


def test_the_sheet_is_kept_under_its_version_alone(client, skerrow):
    identities.refresh()
    address = identities.address()

    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/identities.css?v=older").headers["Cache-Control"] == "no-cache"
    assert client.get(address).headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_change_of_colour_changes_the_address(skerrow):
    identities.refresh()
    before = identities.address()

    skerrow.hue = 40
    skerrow.save()
    identities.refresh()

    assert identities.address() != before
