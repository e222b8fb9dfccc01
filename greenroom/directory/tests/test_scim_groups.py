"""SCIM: groups are the units of an organisation; and what the server says of itself."""

import pytest

from greenroom.directory.models import Entry
from greenroom.directory.tests.conftest import NOW, people_of
from greenroom.directory.tests.scim_calls import error_of, patch
from greenroom.people import actions as people
from greenroom.people.models import Unit


@pytest.fixture
def press(scim, tove):
    return scim("GET", "Groups", filter='displayName eq "press"')[1]["Resources"][0]


def test_a_department_is_a_group_with_its_people(press, tove):
    assert (press["displayName"], press["members"]) == ("Press", [{"value": tove["id"], "display": "Tove Arnold"}])


def test_members_come_and_go(cast, scim, tove):
    status, harbour = scim("POST", "Groups", {"displayName": "Harbour", "members": [{"value": tove["id"]}]})
    assert (status, people_of(cast.skerrow)["tove@skerrow.example"]) == (201, ("Editor", "Harbour"))

    scim("PATCH", f"Groups/{harbour['id']}", patch({"op": "Remove", "path": f'members[value eq "{tove["id"]}"]'}))
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "")

    add = {"op": "Add", "path": "members", "value": [{"value": tove["id"]}]}
    assert len(scim("PATCH", f"Groups/{harbour['id']}", patch(add))[1]["members"]) == 1
    assert scim("PUT", f"Groups/{harbour['id']}", {"displayName": "Harbour", "members": []})[1]["members"] == []
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "")


def test_a_group_is_renamed_with_its_people_in_it(cast, scim, tove, press):
    status, shown = scim("PATCH", f"Groups/{press['id']}", patch({"op": "replace", "value": {"displayName": "News"}}))

    assert (status, shown["displayName"], len(shown["members"])) == (200, "News", 1)
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "News")


def test_a_group_that_goes_leaves_its_people(cast, scim, tove, press):
    assert scim("DELETE", f"Groups/{press['id']}") == (204, None)

    assert error_of(scim("GET", f"Groups/{press['id']}")) == (404, None)
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "")


def test_a_group_with_parts_stays(cast, scim, press):
    unit = Unit.objects.get(pk=press["id"])
    people.add_unit(organisation=cast.skerrow, name="Night desk", parent=unit, by=None, now=NOW)

    assert error_of(scim("DELETE", f"Groups/{press['id']}")) == (400, "invalidValue")
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_a_name_stands_there_once(scim, press):
    assert error_of(scim("POST", "Groups", {"displayName": "Press"}))[0] == 409
    assert Unit.objects.count() == 1


def test_i1_groups_of_another_organisation_are_not_there(cast, scim, tove, press):
    add = patch({"op": "add", "path": "members", "value": [{"value": tove["id"]}]})
    for method, body in (("GET", None), ("PUT", {"displayName": "X"}), ("PATCH", add), ("DELETE", None)):
        assert error_of(scim(method, f"Groups/{press['id']}", body, of="quillan")) == (404, None)

    own = scim("POST", "Groups", {"displayName": "Own", "members": [{"value": tove["id"]}]}, of="quillan")[1]
    scim("PATCH", f"Groups/{own['id']}", add, of="quillan")

    assert scim("GET", f"Groups/{own['id']}", of="quillan")[1]["members"] == []
    assert Entry.objects.get().said["unit"] == "Press"
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "Press")


def test_the_server_says_what_it_can(scim):
    can = scim("GET", "ServiceProviderConfig")[1]
    assert (can["patch"]["supported"], can["bulk"]["supported"], can["filter"]["maxResults"]) == (True, False, 200)
    assert [one["id"] for one in scim("GET", "ResourceTypes")[1]["Resources"]] == ["User", "Group"]
    known = scim("GET", "Schemas")[1]["Resources"]
    assert [one["name"] for one in known] == ["User", "EnterpriseUser", "Group"]
    assert scim("GET", f"Schemas/{known[0]['id']}")[1] == known[0]
    assert error_of(scim("GET", "Schemas/urn:nothing")) == (404, None)
