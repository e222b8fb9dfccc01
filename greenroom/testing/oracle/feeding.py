"""Moves on private feeds: open one, open it anew, end it."""

from greenroom.fediverse import actions
from greenroom.people.models import Person
from greenroom.testing.oracle.world import World


def change_feed(world: World) -> None:
    """Somebody gets an address for their home, or ends the one they have."""
    person = world.somebody()
    if person.pk in world.feeds and world.rng.random() < 0.4:
        close_feed(world, person)
    else:
        open_feed(world, person, tells_closed_words=world.rng.random() < 0.7)


def open_feed(world: World, person: Person, *, tells_closed_words: bool) -> None:
    """A new address for this person's home; the one that they had is dead."""
    secret = actions.open_feed(tells_closed_words=tells_closed_words, by=person, now=world.tick())
    end_with(world, person.pk)
    world.feeds[person.pk] = secret


def close_feed(world: World, person: Person) -> None:
    """No address leads to this person's home any more."""
    actions.end_feed(person=person, by=person, now=world.tick())
    end_with(world, person.pk)


def end_with(world: World, key: int) -> None:
    """Whatever ends somebody's feed, suspension among it, ends it for good."""
    former = world.feeds.pop(key, None)
    if former:
        world.dead_feeds.append(former)
