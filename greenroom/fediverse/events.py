"""What has happened to feeds."""

from dataclasses import dataclass

from greenroom.kit.facts import Event


@dataclass(frozen=True, kw_only=True)
class PrivateFeedOpened(Event):
    """Somebody has an address under which their home can be read without signing in."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PrivateFeedEnded(Event):
    """The address leads nowhere any more."""

    person_id: int
