"""What the rail and the bars offer: entries that rooms register when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from greenroom.web import icons
from greenroom.web.requests import GuestRequest


class Place(StrEnum):
    """Where in the rail an entry stands."""

    CORE = "core"
    DESKS = "desks"


def everybody(request: GuestRequest) -> bool:  # noqa: ARG001 - the shape of every `shown_to`
    """Guests and members."""
    return True


def members(request: GuestRequest) -> bool:
    """Whoever is signed in."""
    return request.person is not None


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry. Nobody sees what they cannot use: `shown_to` decides it for each request.

    `address` is absolute and without host; `order` sorts inside the place; `count` is a small number
    beside the word (0 shows none); `bar` puts the entry into the bottom bar of phones, which holds five;
    `area` is where the entry is the current one, when that is more than its own address.
    """

    key: str
    label: str | Promise
    address: str
    icon: str
    order: int
    place: Place = Place.CORE
    shown_to: Callable[[GuestRequest], bool] = members
    count: Callable[[GuestRequest], int] | None = None
    bar: bool = False
    rail: bool = True
    area: str = ""


_items: dict[str, NavItem] = {}
BAR_HOLDS = 5


def register(item: NavItem) -> None:
    """Add an entry; refuses a second one of the same key, an unknown icon and an address that leaves the site."""
    if item.key in _items:
        raise ValueError(f"The navigation already has an entry '{item.key}'.")
    if item.icon not in icons.symbols():
        raise ValueError(f"The entry '{item.key}' names an icon that does not exist: '{item.icon}'.")
    if not item.address.startswith("/") or item.address.startswith("//"):
        raise ValueError(f"The entry '{item.key}' must have an address that begins with one slash.")
    if item.bar and sum(other.bar for other in _items.values()) >= BAR_HOLDS:
        raise ValueError(f"The bottom bar holds {BAR_HOLDS} entries; '{item.key}' would be one more.")
    _items[item.key] = item


def items(request: GuestRequest) -> list[NavItem]:
    """The entries that this reader may use, in order."""
    shown = [item for item in _items.values() if item.shown_to(request)]
    return sorted(shown, key=lambda item: (item.order, item.key))
