"""Moves on ties between two people: follows, blocks, mutes."""

from datetime import timedelta

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.testing.oracle.world import World, identity


def follow(world: World) -> None:
    """Somebody follows somebody; requests are not needed where the followed does not approve."""
    reader, other = world.somebody(), world.rng.choice(sorted(world.facts.beings))
    if other != reader.pk:
        begin_following(world, reader, other)


def begin_following(world: World, reader: Person, other: int) -> None:
    """Let the reader follow the other."""
    actions.follow(identity=reader.identity, target=identity(other), by=reader, now=world.tick())
    world.facts.beings[reader.pk].follows.add(other)


def unfollow(world: World) -> None:
    """Somebody stops following."""
    reader = world.somebody()
    followed = sorted(world.facts.beings[reader.pk].follows)
    if followed:
        end_following(world, reader, world.rng.choice(followed))


def end_following(world: World, reader: Person, other: int) -> None:
    """Let the reader follow the other no longer."""
    actions.unfollow(identity=reader.identity, target=identity(other), by=reader, now=world.tick())
    world.facts.beings[reader.pk].follows.discard(other)


def block(world: World) -> None:
    """Somebody blocks somebody."""
    blocker, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other != blocker.pk:
        put_a_block(world, blocker, other)


def put_a_block(world: World, blocker: Person, other: int) -> None:
    """A block ends the follows between the two."""
    actions.block(identity=blocker.identity, target=identity(other), by=blocker, now=world.tick())
    beings = world.facts.beings
    beings[blocker.pk].blocks.add(other)
    beings[blocker.pk].follows.discard(other)
    beings[other].follows.discard(blocker.pk)


def unblock(world: World) -> None:
    """A block is taken back; the follows do not return."""
    blocker = world.somebody()
    blocked = sorted(world.facts.beings[blocker.pk].blocks)
    if blocked:
        take_a_block_back(world, blocker, world.rng.choice(blocked))


def take_a_block_back(world: World, blocker: Person, other: int) -> None:
    """Take the block between the two back."""
    actions.unblock(identity=blocker.identity, target=identity(other), by=blocker, now=world.tick())
    world.facts.beings[blocker.pk].blocks.discard(other)


def mute(world: World) -> None:
    """Muting hides, it never shows; nor does its end."""
    muter, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other != muter.pk:
        lasts = world.rng.choice([None, timedelta(hours=1), timedelta(days=7)])
        actions.mute(identity=muter.identity, target=identity(other), lasts=lasts, by=muter, now=world.tick())
