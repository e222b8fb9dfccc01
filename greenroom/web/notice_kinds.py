"""How notices of each kind look: rooms that send notices say their icon, their sentence and where they lead."""

from collections.abc import Callable
from dataclasses import dataclass

from greenroom.social.queries import NoticeGroup
from greenroom.web import icons


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of notice.

    `sentence` gives a whole translated sentence for a group, with the places `{names}` and `{circle}`;
    `address` is where it leads when neither a post, a circle nor a person says so.
    """

    key: str
    icon: str
    sentence: Callable[[NoticeGroup], str]
    address: str = ""


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Add a kind; refuses a second one of the same key, an unknown icon and an address of elsewhere."""
    if kind.key in _kinds:
        raise ValueError(f"There already is a kind of notice '{kind.key}'.")
    if kind.icon not in icons.symbols():
        raise ValueError(f"The kind '{kind.key}' names an icon that does not exist: '{kind.icon}'.")
    if kind.address and (not kind.address.startswith("/") or kind.address.startswith("//")):
        raise ValueError(f"The kind '{kind.key}' must lead to an address of ours, not to '{kind.address}'.")
    _kinds[kind.key] = kind


def kind_of(key: str) -> NoticeKind | None:
    """The look of a kind; None for one that no room of this installation knows."""
    return _kinds.get(key)
