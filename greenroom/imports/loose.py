"""Values from JSON that others wrote: whatever is not what it should be, is empty."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _


class UnfitItemError(ValueError):
    """An item cannot be taken; the sentence says why."""


def words(value: Any) -> str:
    """A text that any database takes; empty for everything else."""
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a pair: JSON can spell it, nobody can store it
        return value.encode("utf-8", "replace").decode().strip()
    return value.strip()


def mapping(value: Any) -> Mapping[str, Any]:
    """An object; empty for everything else."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """A list; one thing alone is a list of one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def address_of(value: Any) -> str:
    """An address, written as itself, as an object with an id, or as a list of such."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("id") or value.get("href")
    return words(value)


def required(value: Any) -> str:
    """A name that an item must have."""
    if not (found := address_of(value)):
        raise UnfitItemError(_("The item has no name by which it could be found again."))
    return found


def path_of(address: str) -> str:
    """The path of an address; empty for what is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def place(file: str, number: int) -> str:
    """Where an item stands, for whoever looks for it."""
    return _("%(file)s, item %(number)d") % {"file": file, "number": number}
