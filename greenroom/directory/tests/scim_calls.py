"""What identity providers send, and how a test reads the reply."""

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
TOVE = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
    "externalId": "oid-1",
    "userName": "Tove@skerrow.example",
    "name": {"givenName": "Tove", "familyName": "Arnold"},
    "emails": [{"value": "tove@skerrow.example", "type": "work", "primary": True}],
    "title": "Editor",
    "active": True,
    ENTERPRISE: {"department": "Press"},
}


def patch(*operations):
    return {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": list(operations)}


def error_of(answer):
    status, body = answer
    assert body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert body["status"] == str(status)
    return status, body.get("scimType")
