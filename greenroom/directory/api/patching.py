"""PATCH as RFC 7644 has it and as Entra ID and Okta send it: operations on the object as it stands."""

import re
from typing import Any

from greenroom.directory.api.replies import Declined

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
CORE = "urn:ietf:params:scim:schemas:core:2.0:"
MOST_OPERATIONS = 200
PATH = re.compile(
    r"""(?P<name>[A-Za-z$][\w$-]*)(?:\[(?P<sub>\w+)\ eq\ (?P<value>"[^"]*"|true|false)\])?(?:\.(?P<part>\w+))?""",
    re.VERBOSE | re.IGNORECASE,
)

type Object = dict[str, Any]


def operations(body: Object) -> list[tuple[str, str, Any]]:
    """(operation, path, value) of each; declines what is no patch."""
    sent = body.get("Operations") or body.get("operations")
    if not isinstance(sent, list) or not sent or len(sent) > MOST_OPERATIONS:
        raise Declined(400, "A patch has operations.", "invalidSyntax")
    found = []
    for one in sent:
        kind = str(one.get("op", "")).lower() if isinstance(one, dict) else ""
        if kind not in {"add", "replace", "remove"}:
            raise Declined(400, "An operation is add, replace or remove.", "invalidSyntax")
        found.append((kind, str(one.get("path") or ""), one.get("value")))
    return found


def patched(resource: Object, body: Object) -> Object:
    """The object after the operations; names that we do not know come to lie in it and are read by nobody."""
    for kind, path, value in operations(body):
        if path:
            _apply(resource, kind, path, value)
        elif isinstance(value, dict):
            for name, part in value.items():
                _apply(resource, kind, str(name), part)
        else:
            raise Declined(400, "An operation without a path holds an object.", "noTarget")
    return resource


def _apply(resource: Object, kind: str, path: str, value: Any) -> None:
    """One operation at one place."""
    path = path.removeprefix(f"{CORE}User:").removeprefix(f"{CORE}Group:")
    if path.lower().startswith(ENTERPRISE.lower()):
        extension = resource.setdefault(ENTERPRISE, {})
        rest = path[len(ENTERPRISE) :].lstrip(":.")
        if rest:
            _apply(extension, kind, rest, value)
        elif isinstance(value, dict):
            for name, part in value.items():
                _apply(extension, kind, str(name), part)
        return
    match = PATH.fullmatch(path)
    if match is None:
        raise Declined(400, "This path cannot be patched.", "invalidPath")
    name = _known(resource, match["name"])
    if match["sub"]:
        _apply_to_one(resource, kind, name, match, value)
    elif match["part"]:
        inner = resource.get(name)
        inner = resource[name] = inner if isinstance(inner, dict) else {}
        _set(inner, kind, _known(inner, match["part"]), value)
    else:
        _set(resource, kind, name, value)


def _apply_to_one(resource: Object, kind: str, name: str, match: re.Match[str], value: Any) -> None:
    """One element of a list, made where it is missing: `emails[type eq "work"].value`."""
    many = resource.get(name)
    many = resource[name] = many if isinstance(many, list) else []
    wanted: Any = match["value"].strip('"')
    if match["value"].lower() in {"true", "false"}:
        wanted = match["value"].lower() == "true"
    found = [one for one in many if isinstance(one, dict) and one.get(match["sub"]) == wanted]
    if kind == "remove" and not match["part"]:
        resource[name] = [one for one in many if one not in found]
        return
    if not found and kind != "remove":
        found = [{match["sub"]: wanted}]
        many += found
    for one in found:
        if match["part"]:
            _set(one, kind, match["part"], value)
        elif isinstance(value, dict):
            one.update(value)


def _set(holder: Object, kind: str, name: str, value: Any) -> None:
    """`add` joins lists and objects, `replace` puts in the place, `remove` takes away."""
    if kind == "remove":
        holder.pop(name, None)
    elif kind == "add" and isinstance(holder.get(name), list):
        holder[name] = [*holder[name], *(value if isinstance(value, list) else [value])]
    elif isinstance(holder.get(name), dict) and isinstance(value, dict):
        holder[name] = {**holder[name], **value}
    else:
        holder[name] = value


def _known(holder: Object, name: str) -> str:
    """The name as the object writes it: SCIM does not mind the case."""
    return next((known for known in holder if known.lower() == name.lower()), name)
