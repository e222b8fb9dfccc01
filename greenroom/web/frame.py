"""The frame around every page: what the rail, the bars and the head show to this reader."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from greenroom.people.models import Person
from greenroom.web import identities, navigation
from greenroom.web.navigation import NavItem, Place
from greenroom.web.requests import GuestRequest


@dataclass(frozen=True)
class Entry:
    """One entry as the templates show it."""

    key: str
    label: str
    address: str
    icon: str
    count: int
    is_here: bool


@dataclass(frozen=True)
class Room:
    """A circle in the rail, with its size."""

    name: str
    address: str
    size: int
    is_here: bool


class Frame:
    """Built when a template asks for it: narrow pages and parts of pages cost nothing."""

    def __init__(self, request: GuestRequest) -> None:
        self.request = request
        self.person: Person | None = getattr(request, "person", None)
        self.path = request.path

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """What this reader may use, by key, in order."""
        return {item.key: self._entry(item) for item in self._items}

    @property
    def core(self) -> list[Entry]:
        """The first list of the rail."""
        return [self.entries[item.key] for item in self._items if item.place == Place.CORE and item.rail]

    @property
    def desks(self) -> list[Entry]:
        """The desks that this person can use."""
        return [self.entries[item.key] for item in self._items if item.place == Place.DESKS and item.rail]

    @property
    def bar(self) -> list[Entry]:
        """The bottom bar of phones."""
        return [self.entries[item.key] for item in self._items if item.bar]

    @property
    def elsewhere(self) -> list[Entry]:
        """What the rail has and the bottom bar has not: the menu in the top bar of phones."""
        return [
            self.entries[item.key] for item in self._items if item.place == Place.CORE and item.rail and not item.bar
        ]

    @cached_property
    def rooms(self) -> list[Room]:
        """The circles in which the person is listed."""
        if self.person is None:
            return []
        from greenroom.web.rooms import rooms_of

        return [
            Room(name, address, size, is_here=self.path.startswith(address))
            for name, address, size in rooms_of(self.person)
        ]

    @property
    def is_in_settings(self) -> bool:
        """Whether the entry at the foot is the current one."""
        return self.path.startswith(("/settings/", "/account/security/"))

    @property
    def is_in_search(self) -> bool:
        """Whether the page has the search field itself."""
        return self.path.startswith("/search/")

    @cached_property
    def identities(self) -> str:
        """The address of the style sheet with the colours of the organisations."""
        return identities.address()

    @cached_property
    def _items(self) -> list[NavItem]:
        return navigation.items(self.request)

    def _entry(self, item: NavItem) -> Entry:
        count = item.count(self.request) if item.count else 0
        area = item.area or item.address
        is_here = self.path == area if area == "/" else self.path.startswith(area)
        return Entry(item.key, str(item.label), item.address, item.icon, count, is_here)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` and `person`, both only looked at when a template uses them."""
    return {
        "frame": SimpleLazyObject(lambda: Frame(request)),  # type: ignore[arg-type]
        "person": getattr(request, "person", None),
    }
