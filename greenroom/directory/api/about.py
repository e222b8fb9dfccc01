"""What this server can do, in SCIM's own words."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from greenroom.directory.api.door import Caller, scim
from greenroom.directory.api.patching import CORE, ENTERPRISE
from greenroom.directory.api.replies import MOST_RESULTS, Declined, listed, reply

type Object = dict[str, Any]


def _attribute(name: str, kind: str = "string", **more: Any) -> Object:
    base: Object = {"name": name, "type": kind, "multiValued": False, "required": False, "mutability": "readWrite"}
    return {**base, "returned": "default", "uniqueness": "none", "caseExact": False, **more}


SCHEMAS: dict[str, Object] = {
    f"{CORE}User": {
        "name": "User",
        "attributes": [
            _attribute("userName", required=True, uniqueness="server"),
            _attribute("externalId", caseExact=True, uniqueness="server"),
            _attribute("displayName"),
            _attribute("name", "complex", subAttributes=[
                _attribute("formatted"), _attribute("givenName"), _attribute("familyName"),
            ]),
            _attribute("title"),
            _attribute("preferredLanguage"),
            _attribute("active", "boolean"),
            _attribute("emails", "complex", multiValued=True, subAttributes=[
                _attribute("value"), _attribute("type"), _attribute("primary", "boolean"),
            ]),
        ],
    },
    ENTERPRISE: {
        "name": "EnterpriseUser",
        "attributes": [
            _attribute("department"),
            _attribute("manager", "complex", subAttributes=[_attribute("value")]),
        ],
    },
    f"{CORE}Group": {
        "name": "Group",
        "attributes": [
            _attribute("displayName", required=True, uniqueness="server"),
            _attribute("members", "complex", multiValued=True, subAttributes=[
                _attribute("value"), _attribute("display", mutability="readOnly"),
            ]),
        ],
    },
}  # fmt: skip
TYPES: dict[str, Object] = {
    "User": {"endpoint": "/Users", "schema": f"{CORE}User",
             "schemaExtensions": [{"schema": ENTERPRISE, "required": False}]},
    "Group": {"endpoint": "/Groups", "schema": f"{CORE}Group"},
}  # fmt: skip


def _at(place: str) -> str:
    return f"{settings.PUBLIC_URL}/scim/v2/{place}"


@scim("GET")
def provider(caller: Caller) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Which parts of SCIM there are."""
    no = {"supported": False}
    bearer = {
        "type": "oauthbearertoken",
        "name": "Bearer token",
        "description": "Made on the organisation's page, shown once.",
        "primary": True,
    }
    return reply(
        {
            "schemas": [f"{CORE}ServiceProviderConfig"],
            "patch": {"supported": True},
            "bulk": {**no, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": True, "maxResults": MOST_RESULTS},
            "changePassword": no,
            "sort": no,
            "etag": no,
            "authenticationSchemes": [bearer],
            "meta": {"resourceType": "ServiceProviderConfig", "location": _at("ServiceProviderConfig")},
        }
    )


@scim("GET")
def schemas(caller: Caller, name: str = "") -> HttpResponse:  # noqa: ARG001
    """The attributes that are read and shown."""
    return _one_or_all({key: _schema(key) for key in SCHEMAS}, name)


@scim("GET")
def types(caller: Caller, name: str = "") -> HttpResponse:  # noqa: ARG001
    """People and units."""
    return _one_or_all({key: _type(key) for key in TYPES}, name)


@scim("GET", "POST", "PUT", "PATCH", "DELETE")
def nothing(caller: Caller, rest: str) -> HttpResponse:  # noqa: ARG001
    """Every other address."""
    raise Declined(404, "There is no such resource.")


def _schema(key: str) -> Object:
    return {"schemas": [f"{CORE}Schema"], "id": key, **SCHEMAS[key],
            "meta": {"resourceType": "Schema", "location": _at(f"Schemas/{key}")}}  # fmt: skip


def _type(key: str) -> Object:
    return {"schemas": [f"{CORE}ResourceType"], "id": key, "name": key, **TYPES[key],
            "meta": {"resourceType": "ResourceType", "location": _at(f"ResourceTypes/{key}")}}  # fmt: skip


def _one_or_all(known: dict[str, Object], name: str) -> HttpResponse:
    if not name:
        return reply(listed(list(known.values()), total=len(known), start=1))
    if name not in known:
        raise Declined(404, "There is no such resource.")
    return reply(known[name])
