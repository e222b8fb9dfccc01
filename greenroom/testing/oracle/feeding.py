"""Moves on private feeds: open one, open it anew, end it."""

from greenroom.fediverse import actions
from greenroom.testing.oracle.world import World


def change_feed(world: World) -> None:
    """Somebody gets an address for their home, or ends the one they have."""
    person = world.somebody()
    former = world.feeds.pop(person.pk, None)
    if former:
        world.dead_feeds.append(former)
    if former and world.rng.random() < 0.4:
        actions.end_feed(person=person, by=person, now=world.tick())
    else:
        world.feeds[person.pk] = actions.open_feed(
            tells_closed_words=world.rng.random() < 0.7, by=person, now=world.tick()
        )


def end_with(world: World, key: int) -> None:
    """Suspension ends somebody's feed for good."""
    former = world.feeds.pop(key, None)
    if former:
        world.dead_feeds.append(former)
