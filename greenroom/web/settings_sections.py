"""What rooms may add to a person's settings: sections of the page "Reading elsewhere"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenroom.web.requests import MemberRequest


@dataclass(frozen=True, kw_only=True)
class SettingsSection:
    """One section: its template, with `s` as its context, and what becomes of a form that it holds.

    `act` calls one action with what was sent and returns what the page says about it, added to `s`; a refusal is
    shown above the section.
    """

    key: str
    template: str
    order: int
    context: Callable[[MemberRequest], dict[str, Any]]
    act: Callable[[MemberRequest], dict[str, Any]]


_sections: dict[str, SettingsSection] = {}


def register(section: SettingsSection) -> None:
    """Add a section; refuses a second one of the same key and a template that is not a room's own HTML file."""
    if section.key in _sections:
        raise ValueError(f"The settings already have a section '{section.key}'.")
    if "/" not in section.template or not section.template.endswith(".html"):
        raise ValueError(f"The section '{section.key}' must name its template as 'room/section.html'.")
    _sections[section.key] = section


def sections() -> list[SettingsSection]:
    """All of them, in order."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.key))
