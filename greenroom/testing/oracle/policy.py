"""Who may read a post, written from the policy text alone; imports nothing of ours on purpose.

A model that repeated the program's logic would be no independent witness (trust, section 5). The facts
about the world are plain data, kept by the oracle itself from what it asked for, never read back.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Being:
    """Somebody or something with a handle: a person or an organisation."""

    id: int
    suspended: bool = False
    in_network: bool = False
    employers: set[int] = field(default_factory=set)  # organisations of which the person is a member now
    joined_circles: dict[int, datetime] = field(default_factory=dict)  # circle -> listed since
    follows: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)


@dataclass
class Item:
    """A post: who said it, to whom, when, and the words by which it is known."""

    id: int
    author: int
    kind: str
    owner: int | None
    said_at: datetime
    mentioned: set[int] = field(default_factory=set)
    parent: int | None = None
    deleted: bool = False


@dataclass
class Facts:
    """Everything that the policy speaks of."""

    beings: dict[int, Being] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    closed_owners: set[int] = field(default_factory=set)  # circles and organisations that are gone


def may_see(viewer: int | None, item: Item, facts: Facts) -> bool:
    """Whether `viewer` (None: a guest) may read `item` now."""
    author = facts.beings[item.author]
    if item.deleted or author.suspended:
        return False
    reader = facts.beings[viewer] if viewer is not None else None
    if reader is None or reader.suspended:
        return item.kind in {"public", "quiet_public"}
    if author.id in reader.blocks or reader.id in author.blocks:
        return False
    return belongs(reader.id, item, facts)


def belongs(person: int, item: Item, facts: Facts) -> bool:
    """Whether the post is meant for this person: its author, or in its audience now; blocks aside."""
    return person == item.author or (person in facts.beings and _in_audience(facts.beings[person], item, facts))


def _in_audience(reader: Being, item: Item, facts: Facts) -> bool:  # noqa: PLR0911 - one line a kind
    """Whether the audience of `item` holds `reader` at this moment."""
    if item.owner is not None and item.owner in facts.closed_owners:
        return False
    match item.kind:
        case "public" | "quiet_public":
            return True
        case "followers":
            return item.author in reader.follows
        case "network":
            return reader.in_network
        case "organisation":
            return item.owner == reader.id or item.owner in reader.employers
        case "circle":
            since = reader.joined_circles.get(item.owner or 0)
            return since is not None and since <= item.said_at
        case "direct":
            return reader.id in item.mentioned
    return False
