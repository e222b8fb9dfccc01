"""The rows of tabs above settings, host's pages and an organisation's: entries that rooms register at the start."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Strip(StrEnum):
    """Which row an entry stands in."""

    SETTINGS = "settings"
    HOST = "host"
    ORGANISATION = "organisation"  # for those who keep one; its addresses take the handle


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One entry; `key` is what a page calls its `part`, `name` the name of its address, `order` sorts the row."""

    key: str
    label: str | Promise
    name: str
    order: int


_strips: dict[Strip, dict[str, Tab]] = {strip: {} for strip in Strip}


def register(strip: Strip, tab: Tab) -> None:
    """Add an entry; refuses a second one of the same key in a row."""
    if tab.key in _strips[strip]:
        raise ValueError(f"The row '{strip}' already has an entry '{tab.key}'.")
    _strips[strip][tab.key] = tab


def tabs(strip: Strip) -> list[Tab]:
    """The entries of a row, in order."""
    return sorted(_strips[strip].values(), key=lambda tab: (tab.order, tab.key))
