"""The people, houses and circles of the demo world once they stand in the database."""

from dataclasses import dataclass, field
from datetime import datetime

from greenroom.people.models import Identity, Organisation, Person
from greenroom.social.models import Audience, Circle, Post


@dataclass(kw_only=True)
class Stage:
    """Look-ups by handle; `anchor` is the present of this world, a working moment."""

    anchor: datetime
    people: dict[str, Person] = field(default_factory=dict)
    houses: dict[str, Organisation] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    audiences: dict[tuple[str, str, str], Audience] = field(default_factory=dict)  # writer, speaker, key
    posts: list[Post] = field(default_factory=list)

    def identity(self, handle: str) -> Identity:
        """What speaks under this handle: a person or a house."""
        return self.people[handle].identity if handle in self.people else self.houses[handle].identity
