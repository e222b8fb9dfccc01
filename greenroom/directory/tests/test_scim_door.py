"""SCIM at its door: other organisations' people, fields that would be power, tokens, and bodies that are none."""

import json

import pytest
from django.utils import timezone

from greenroom.directory import actions
from greenroom.directory.api import door
from greenroom.directory.models import Entry, Token
from greenroom.directory.tests.conftest import NOW
from greenroom.directory.tests.scim_calls import ENTERPRISE, TOVE, error_of, patch
from greenroom.people.models import Clearance, Membership, NetworkMembership


def test_i1_everything_of_another_organisation_is_not_there(cast, scim, tove):
    before = list(Entry.objects.values()), list(Membership.objects.values())
    off = patch({"op": "replace", "path": "active", "value": False})
    path = f"Users/{tove['id']}"

    for method, body in (("GET", None), ("PUT", TOVE), ("PATCH", off), ("DELETE", None)):
        assert error_of(scim(method, path, body, of="quillan")) == (404, None)
        assert scim(method, "Users/1", body, of="quillan") == scim(method, path, body, of="quillan")
    assert scim("GET", "Users", of="quillan")[1]["totalResults"] == 0
    assert scim("GET", "Users", of="quillan", filter='externalId eq "oid-1"')[1]["totalResults"] == 0

    assert (list(Entry.objects.values()), list(Membership.objects.values())) == before


def test_i3_what_would_be_power_is_read_by_nobody(cast, scim):
    power = {
        "id": "1", "roles": [{"value": "owner"}], "role": "owner", "groups": [{"value": "1"}], "password": "x" * 20,
        "organisation": cast.quillan.pk, "organisation_id": cast.quillan.pk, "person": cast.marit.pk, "left_at": "now",
        "is_active": False, "claimed_at": "2026-01-01", "network_role": "owner", "entitlements": ["network.host"],
        "said": {"name": "Else"}, "source": "file", "person_id": cast.marit.pk, "sessions_ended_at": "2026-01-01",
    }  # fmt: skip
    shown = scim("POST", "Users", power | TOVE)[1]
    scim("PUT", f"Users/{shown['id']}", power | TOVE)
    scim("PATCH", f"Users/{shown['id']}", patch({"op": "add", "value": power}))
    scim("PATCH", f"Users/{shown['id']}", patch(*({"op": "add", "path": k, "value": v} for k, v in power.items())))

    entry = Entry.objects.get()
    membership = Membership.objects.get(person__email="tove@skerrow.example")
    assert (entry.organisation, entry.source, entry.left_at, entry.person) == (
        cast.skerrow,
        "scim",
        None,
        membership.person,
    )
    assert (membership.role, membership.organisation, membership.attributes) == ("member", cast.skerrow, {})
    assert (membership.person.is_claimed, membership.person.has_usable_password()) == (False, False)
    assert not NetworkMembership.objects.filter(person=membership.person).exists()
    assert not Clearance.objects.exists()
    assert set(scim("GET", f"Users/{shown['id']}")[1]) == {
        "schemas", "id", "externalId", "userName", "name", "displayName", "title", "active", "emails", ENTERPRISE,
        "meta",
    }  # fmt: skip


@pytest.mark.parametrize("token", ["", "invented", "Bearer"])
def test_nobody_without_a_token_is_told_anything(scim, token):
    assert error_of(scim("GET", "Users", token=token)) == (401, None)
    assert scim("GET", "Users/1", token=token)[1] == scim("GET", "nothing", token=token)[1]


def test_o2_a_token_that_has_ended_opens_nothing(cast, scim):
    assert scim("GET", "Users")[0] == 200
    token = Token.objects.get(organisation=cast.skerrow)
    assert token.last_used_at is not None

    actions.end_token(token=token, by=cast.ida, now=timezone.now())

    assert error_of(scim("GET", "Users")) == (401, None)


def test_i6_the_secret_is_kept_nowhere(cast):
    _token, secret = actions.make_token(organisation=cast.skerrow, name="IdP", by=cast.bram, now=NOW)

    assert secret not in str(list(Token.objects.values()))


@pytest.mark.parametrize("body", ["", "[]", "{", "1", '"x"', "[" * 5_000, json.dumps({"userName": 5}), "{}"])
def test_d1_a_body_that_is_none_is_an_error_of_scim_and_changes_nothing(scim, body):
    before = Entry.objects.count()

    assert error_of(scim("POST", "Users", body))[0] == 400
    assert Entry.objects.count() == before


def test_d1_a_body_beyond_the_limits_is_refused(scim, monkeypatch):
    deep = {}
    for _ in range(40):
        deep = {"x": deep}
    assert error_of(scim("POST", "Users", TOVE | {"deep": deep})) == (400, "invalidSyntax")
    assert error_of(scim("POST", "Users", json.dumps(TOVE | {"x": "y" * 1_000_001}))) == (413, None)
    monkeypatch.setattr(door, "MOST_CALLS", 2)
    assert error_of(scim("GET", "Users")) == (429, None)


def test_what_is_no_method_or_no_place_is_an_error_of_scim(scim):
    assert error_of(scim("DELETE", "Users")) == (405, None)
    assert error_of(scim("POST", "Bulk", {})) == (404, None)
    for broken in ("abc", "0", "9" * 40, "-1", "%00"):
        assert error_of(scim("GET", f"Users/{broken}"))[0] == 404
