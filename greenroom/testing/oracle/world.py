"""A world that grows by the real verbs, beside a plain record of what was asked for."""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Concatenate

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from greenroom.kit import worker
from greenroom.kit.http import outside
from greenroom.people import actions as people
from greenroom.people.models import Identity, Organisation, Person, Role
from greenroom.social.models import Circle, Notice
from greenroom.testing.network import Network
from greenroom.testing.oracle.linking import somewhere
from greenroom.testing.oracle.overheard import Overheard, listen_in
from greenroom.testing.oracle.policy import Being, Facts, Item, may_see
from greenroom.testing.oracle.words import Canaries

if TYPE_CHECKING:
    from greenroom.testing.oracle.hanging import Hung

AFTER_WORK: "list[Callable[[World], None]]" = []  # what takes the doings of the clock into the books


@dataclass
class World:
    """The database's people and posts, and what the oracle knows about them."""

    rng: random.Random
    now: datetime
    facts: Facts = field(default_factory=Facts)
    people: dict[int, Person] = field(default_factory=dict)
    organisations: dict[int, Organisation] = field(default_factory=dict)
    circles: dict[int, Circle] = field(default_factory=dict)
    once_in_circle: dict[int, set[int]] = field(default_factory=dict)  # people who were ever listed
    draft_owner: dict[int, int] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)  # who avoids whom
    plans: dict[int, Any] = field(default_factory=dict)  # scheduled items: what is to be said (planning.Plan)
    voters: dict[int, set[int]] = field(default_factory=dict)  # of each post with a poll
    poll_ends: dict[int, float] = field(default_factory=dict)
    owned: dict[tuple[str, int], int] = field(default_factory=dict)  # texts for one person alone: whose
    hosts: set[int] = field(default_factory=set)
    reported: dict[int, tuple[int, int]] = field(default_factory=dict)  # report -> who made it, about whom
    taken_down: dict[int, set[int]] = field(default_factory=dict)  # posts that hosts took away -> who wrote them
    pictures: dict[int, "Hung"] = field(default_factory=dict)
    links: dict[str, Item] = field(default_factory=dict)  # word in the address of what somebody passed on elsewhere
    tags: set[str] = field(default_factory=set)
    handles: dict[int, str] = field(default_factory=dict)
    canaries: Canaries = field(init=False)
    steps: list[str] = field(default_factory=list)
    widened: list[str] = field(default_factory=list)  # verbs that let somebody in who was outside
    settled_notice: int = 0  # the newest notice before the last work
    overheard: Overheard = field(default_factory=Overheard)
    feeds: dict[int, str] = field(default_factory=dict)  # person -> secret of their private feed
    dead_feeds: list[str] = field(default_factory=list)
    outside: Network = field(default_factory=somewhere)

    def __post_init__(self) -> None:
        self.canaries = Canaries(self.rng)
        listen_in(self.overheard)
        outside.HERE = self.outside.outside()

    def tick(self) -> datetime:
        """Let a little time pass; every step has a moment of its own."""
        self.now += timedelta(seconds=self.rng.randint(1, 600))
        return self.now

    def somebody(self, *, but: Collection[int] = ()) -> Person:
        """A person who may act: not suspended, and none of those."""
        awake = [key for key in self.people if not self.facts.beings[key].suspended]
        return self.people[self.rng.choice([key for key in awake if key not in but])]

    def a_reader_of(self, item: Item) -> Person:
        """A person who may act and may read the post; anybody where there is none."""
        awake = [key for key in self.people if not self.facts.beings[key].suspended]
        readers = [key for key in awake if may_see(key, item, self.facts)]
        return self.people[self.rng.choice(readers or awake)]

    def a_hidden_word(self, viewer: int | None) -> str:
        """A canary that the viewer may not see, to report a figure that is too high."""
        for word, (kind, key) in self.canaries.text_of.items():
            if kind == "post" and not may_see(viewer, self.facts.items[key], self.facts):
                return word
        return ""

    def tried[**Asked, Told](
        self, move: "Callable[Concatenate[World, Asked], Told]", *asked: Asked.args, **named: Asked.kwargs
    ) -> Told | None:
        """Make a move; a refusal is an answer too and changes nothing, neither there nor here."""
        self.steps.append(move.__name__)
        try:
            with transaction.atomic():
                return move(self, *asked, **named)
        except ValidationError:
            self.steps[-1] += " (refused)"
            return None

    def some_item(self) -> Item | None:
        """A post that is not deleted."""
        alive = [item for item in self.facts.items.values() if not item.deleted]
        return self.rng.choice(alive) if alive else None


def person_named(world: World, handle: str, *, in_network: bool) -> Person:
    """A new person, known to the oracle."""
    now = world.tick()
    person = people.add_person(
        handle=handle, display_name=handle.title(), email=f"{handle}@example.org", now=now, claimed=True
    )
    world.people[person.pk] = person
    world.handles[person.pk] = handle
    world.facts.beings[person.pk] = Being(person.pk)
    if in_network:
        people.join_network(person=person, by=None, now=now)
        world.facts.beings[person.pk].in_network = True
    return person


def organisation_named(world: World, handle: str, *, owner: Person) -> Organisation:
    """A new organisation whose owner may speak for it."""
    organisation = people.add_organisation(handle=handle, display_name=handle.title(), owner=owner, now=world.tick())
    world.organisations[organisation.pk] = organisation
    world.handles[organisation.pk] = handle
    world.facts.beings[organisation.pk] = Being(organisation.pk)
    world.facts.beings[owner.pk].employers.add(organisation.pk)
    return organisation


def employ(world: World, person: Person, organisation: Organisation) -> None:
    """Make the person a member of the organisation."""
    people.join_organisation(person=person, organisation=organisation, role=Role.MEMBER, by=None, now=world.tick())
    world.facts.beings[person.pk].employers.add(organisation.pk)


def found(seed: int, now: datetime) -> World:
    """A small world to begin with: twelve people, two organisations, a host."""
    world = World(random.Random(seed), now - timedelta(days=30))
    names = ["ada", "ben", "cleo", "dora", "emil", "finn", "gita", "hugo", "ines", "jona", "kira", "luis"]
    rng = world.rng
    crowd = [person_named(world, f"{name}{seed % 1000}", in_network=rng.random() < 0.7) for name in names]
    first = organisation_named(world, f"acme{seed % 1000}", owner=crowd[0])
    second = organisation_named(world, f"bold{seed % 1000}", owner=crowd[1])
    for person in crowd[2:9]:
        employ(world, person, first if rng.random() < 0.6 else second)
    if not world.facts.beings[crowd[0].pk].in_network:
        people.join_network(person=crowd[0], by=None, now=world.tick())
        world.facts.beings[crowd[0].pk].in_network = True
    people.change_network_role(person=crowd[0], role=Role.OWNER, by=None, now=world.tick())
    world.hosts.add(crowd[0].pk)
    return world


def identity(key: int) -> Identity:
    """The identity with this key, as it is now."""
    return Identity.objects.get(pk=key)


def settle(world: World) -> None:
    """Let the work that waits be done, so that notices and mails exist."""
    known = Notice.objects.filter(recipient__in=list(world.people))
    world.settled_notice = known.aggregate(newest=Max("id"))["newest"] or 0
    worker.work_off(now=world.now)
    for look in AFTER_WORK:
        look(world)
