"""Further ways to sign in, which rooms add to the pages of the core: sign-in, security, and "Is it still you?"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenroom.web.requests import GuestRequest


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way: a template for each of the three pages, each with `w` as its context."""

    key: str
    sign_in: str
    security: str
    again: str
    context: Callable[[GuestRequest], dict[str, Any]]


_ways: dict[str, Way] = {}


def register(way: Way) -> None:
    """Add a way; refuses a second one of the same key."""
    if way.key in _ways:
        raise ValueError(f"There is already a way in '{way.key}'.")
    _ways[way.key] = way


def ways_for(request: GuestRequest) -> list[tuple[Way, dict[str, Any]]]:
    """All of them with what their templates need."""
    return [(way, way.context(request)) for way in _ways.values()]
