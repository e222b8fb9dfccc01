"""A person and a unit as SCIM shows them, and what it says of a person as a directory does."""

from typing import Any

from django.conf import settings

from greenroom.directory.api.patching import CORE, ENTERPRISE
from greenroom.directory.api.replies import Declined
from greenroom.directory.models import Entry
from greenroom.directory.said import Said, as_stored
from greenroom.people.models import Unit

type Object = dict[str, Any]


def user(entry: Entry) -> Object:
    """An entry as a User."""
    said = as_stored(entry.said)
    shown: Object = {
        "schemas": [f"{CORE}User", ENTERPRISE],
        "id": str(entry.pk),
        "userName": entry.user_name,
        "name": {"formatted": said.name, "givenName": said.given, "familyName": said.family},
        "displayName": said.name,
        "title": said.title,
        "active": entry.left_at is None,
        "emails": [{"value": said.email, "type": "work", "primary": True}],
        ENTERPRISE: {"department": said.unit},
        "meta": {
            "resourceType": "User",
            "created": entry.created_at.isoformat(),
            "lastModified": entry.changed_at.isoformat(),
            "location": f"{settings.PUBLIC_URL}/scim/v2/Users/{entry.pk}",
        },
    }
    if entry.external_id:
        shown["externalId"] = entry.external_id
    if said.language:
        shown["preferredLanguage"] = said.language
    if said.manager:
        shown[ENTERPRISE]["manager"] = {"value": said.manager}
    return shown


def group(unit: Unit, members: list[Entry]) -> Object:
    """A unit as a Group."""
    return {
        "schemas": [f"{CORE}Group"],
        "id": str(unit.pk),
        "displayName": unit.name,
        "members": [{"value": str(entry.pk), "display": as_stored(entry.said).name} for entry in members],
        "meta": {"resourceType": "Group", "location": f"{settings.PUBLIC_URL}/scim/v2/Groups/{unit.pk}"},
    }


def said_by(sent: Object, *, before: Said | None = None) -> Said:
    """What a User says of a person; roles, groups, passwords and whatever else it holds are nobody's to give here."""
    lower = {name.lower(): value for name, value in sent.items()}
    name, extension = _object(lower.get("name")), _object(lower.get(ENTERPRISE.lower()))
    user_name = words(lower.get("username"))
    if not user_name:
        raise Declined(400, "userName is needed.", "invalidValue")
    given, family = words(name.get("givenName")), words(name.get("familyName"))
    called = words(lower.get("displayname")) or words(name.get("formatted"))
    if before is not None and called == before.name and (given, family) != (before.given, before.family):
        called = ""  # the parts of the name have changed, and the whole was ours
    return Said(
        key=words(lower.get("externalid")),
        user_name=user_name,
        email=email_of(lower.get("emails")) or (user_name if "@" in user_name else ""),
        name=called or f"{given} {family}".strip() or user_name,
        given=given,
        family=family,
        title=words(lower.get("title")),
        unit=words(extension.get("department")),
        manager=manager_of(extension.get("manager")),
        language=words(lower.get("preferredlanguage"))[:2].lower(),
    )


def _object(value: Any) -> Object:
    return value if isinstance(value, dict) else {}


def email_of(sent: Any) -> str:
    """The work address, else the primary one, else the first."""
    many = [one for one in sent if isinstance(one, dict)] if isinstance(sent, list) else []
    ranked = sorted(many, key=lambda one: (one.get("type") != "work", one.get("primary") is not True))
    return next((words(one.get("value")) for one in ranked if words(one.get("value"))), "")


def manager_of(sent: Any) -> str:
    """The id of the manager, as an object or as the id alone."""
    return words(sent.get("value")) if isinstance(sent, dict) else words(sent)


def is_active(sent: Object, *, before: bool) -> bool:
    """Whether the person is there; Entra ID writes the word as text."""
    value = next((value for name, value in sent.items() if name.lower() == "active"), before)
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise Declined(400, "active is true or false.", "invalidValue")
    return value


def words(value: Any) -> str:
    """Text as it was sent; nothing for whatever else."""
    return value.strip() if isinstance(value, str) else ""
