"""SCIM: people come, change and leave by an organisation's own identity provider, and by nobody else's."""

import pytest

from greenroom.directory.models import Entry
from greenroom.directory.tests.conftest import NOW, people_of
from greenroom.directory.tests.scim_calls import ENTERPRISE, TOVE, error_of, patch
from greenroom.people import actions as people
from greenroom.people import queries as people_queries
from greenroom.people.models import Invitation, Membership, NetworkMembership, Person


def test_somebody_new_is_an_unclaimed_member(cast, scim):
    status, shown = scim("POST", "Users", TOVE)

    assert status == 201
    assert (shown["userName"], shown["externalId"], shown["active"]) == ("Tove@skerrow.example", "oid-1", True)
    assert (shown["displayName"], shown["name"]["familyName"]) == ("Tove Arnold", "Arnold")
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "Press")
    person = Person.objects.get(email="tove@skerrow.example")
    assert (person.is_claimed, NetworkMembership.objects.filter(person=person).exists()) == (False, False)
    assert scim("GET", f"Users/{shown['id']}") == (200, shown)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ('userName eq "tove@skerrow.example"', 1),
        ('userName Eq "nobody"', 0),
        ('externalId eq "oid-1"', 1),
        ('externalId eq "OID-1"', 0),
        ('emails.value eq "tove@skerrow.example"', 1),
        ('emails[type eq "work"].value eq "tove@skerrow.example"', 1),
        ('userName sw "tove" and active eq true', 1),
        ('userName sw "tove" and active eq false', 0),
        ('externalId eq "x" or displayName co "arn"', 1),
        ('not (externalId eq "oid-1")', 0),
        ("externalId pr", 1),
    ],
)
def test_people_are_found_by_filters(scim, tove, wanted, found):
    status, body = scim("GET", "Users", filter=wanted)

    assert (status, body["totalResults"], len(body["Resources"])) == (200, found, found)


@pytest.mark.parametrize(
    "wanted", ["", "x", 'role eq "owner"', 'userName eq "a', '(userName eq "a"', 'userName gt "a"', "active pr"]
)
def test_a_filter_that_is_none_is_an_error_of_scim(scim, wanted):
    assert error_of(scim("GET", "Users", filter=wanted)) == (400, "invalidFilter")


def test_lists_have_pages(scim, tove):
    for number in range(4):
        scim("POST", "Users", TOVE | {"userName": f"u{number}@x.example", "externalId": f"k{number}", "emails": []})

    status, body = scim("GET", "Users", startIndex=2, count=2)

    assert (status, body["totalResults"], body["startIndex"], body["itemsPerPage"]) == (200, 5, 2, 2)
    assert [one["externalId"] for one in body["Resources"]] == ["k0", "k1"]
    assert scim("GET", "Users", count=0)[1]["Resources"] == []
    assert scim("GET", "Users", startIndex="no", count="x")[0] == 200


def test_a_key_and_a_name_stand_there_once(scim, tove):
    before = Entry.objects.count()

    assert error_of(scim("POST", "Users", TOVE | {"externalId": "other"})) == (409, "uniqueness")
    assert error_of(scim("POST", "Users", TOVE | {"userName": "other@x.example", "emails": []})) == (409, "uniqueness")
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": "active", "value": "False"},  # Entra ID
        {"op": "replace", "value": {"active": False}},  # Okta
        {"op": "replace", "path": "active", "value": False},
    ],
)
def test_whoever_is_not_active_has_left_and_comes_back_as_the_same_person(cast, scim, tove, operation):
    person = Person.objects.get(email="tove@skerrow.example")

    status, shown = scim("PATCH", f"Users/{tove['id']}", patch(operation))
    assert (status, shown["active"]) == (200, False)
    assert "tove@skerrow.example" not in people_of(cast.skerrow)

    scim("PATCH", f"Users/{tove['id']}", patch({"op": "replace", "path": "active", "value": "True"}))
    assert Membership.objects.get(person=person, ended_at__isnull=True).title == "Editor"


def test_the_shapes_of_entra_and_okta_change_what_they_name(cast, scim, tove):
    status, shown = scim(
        "PATCH",
        f"Users/{tove['id']}",
        patch(
            {"op": "Add", "path": 'emails[type eq "work"].value', "value": "tove.b@skerrow.example"},
            {"op": "Replace", "path": "name.familyName", "value": "Brandt"},
            {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Harbour"},
            {"op": "replace", "value": {"title": "Head", "unknown": 1}},
        ),
    )

    assert (status, shown["displayName"], shown["title"]) == (200, "Tove Brandt", "Head")
    assert shown["emails"][0]["value"] == "tove.b@skerrow.example"
    assert people_of(cast.skerrow)["tove.b@skerrow.example"] == ("Head", "Harbour")
    scim("PATCH", f"Users/{tove['id']}", patch({"op": "remove", "path": "title"}))
    assert people_of(cast.skerrow)["tove.b@skerrow.example"] == ("", "Harbour")


def test_put_says_everything_anew(cast, scim, tove):
    without = {name: TOVE[name] for name in ("externalId", "userName", "name", "emails")}

    status, shown = scim("PUT", f"Users/{tove['id']}", without)

    assert (status, shown["title"], shown[ENTERPRISE], shown["active"]) == (200, "", {"department": ""}, True)
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("", "")


def test_a_manager_is_the_reporting_line(scim, tove):
    other = TOVE | {"userName": "ole@skerrow.example", "externalId": "oid-2", "emails": []}
    ole = scim("POST", "Users", other | {ENTERPRISE: {"manager": {"value": tove["id"]}}})[1]
    membership = Membership.objects.get(person__email="ole@skerrow.example")
    assert membership.manager.email == "tove@skerrow.example"

    scim("PATCH", f"Users/{ole['id']}", patch({"op": "remove", "path": f"{ENTERPRISE}:manager"}))

    membership.refresh_from_db()
    assert membership.manager is None


def test_delete_offboards_and_leaves_person_and_network(cast, scim, tove):
    person = Person.objects.get(email="tove@skerrow.example")
    people.join_network(person=person, by=None, now=NOW)

    assert scim("DELETE", f"Users/{tove['id']}") == (204, None)

    assert error_of(scim("GET", f"Users/{tove['id']}")) == (404, None)
    assert "tove@skerrow.example" not in people_of(cast.skerrow)
    assert people_queries.is_network_member(person)


def test_an_owner_stays(cast, scim):
    ida = scim("POST", "Users", TOVE | {"userName": "ida@skerrow.example", "emails": []})[1]

    assert error_of(scim("DELETE", f"Users/{ida['id']}")) == (403, None)
    assert error_of(scim("PATCH", f"Users/{ida['id']}", patch({"op": "replace", "value": {"active": False}}))) == (
        403,
        None,
    )
    assert "ida@skerrow.example" in people_of(cast.skerrow)
    assert scim("GET", f"Users/{ida['id']}")[1]["active"] is True


def test_an_address_that_is_somebodys_is_invited_and_waits(cast, scim):
    status, shown = scim("POST", "Users", TOVE | {"userName": "yara@skerrow.example", "emails": []})

    assert (status, shown["active"]) == (201, True)
    assert Entry.objects.get().person is None
    assert Invitation.objects.get().email == "yara@skerrow.example"
    assert not Membership.objects.filter(person=cast.yara, organisation=cast.skerrow).exists()
