"""Moves on what somebody arranges for themselves: notes, matches refused."""

from greenroom.social import actions
from greenroom.testing.oracle.world import World, identity


def take_a_note(world: World) -> None:
    """A note about somebody, for the writer's eyes alone."""
    writer, other = world.somebody(), world.rng.choice(sorted(world.facts.beings))
    word = world.canaries.fresh()
    row = actions.note_about(
        identity=writer.identity, about=identity(other), words=f"Remember {word}", by=writer, now=world.tick()
    )
    if row is not None:
        world.canaries.bind(word, "note", row.pk)
        world.owned["note", row.pk] = writer.pk


def avoid(world: World) -> None:
    """Never to be matched with somebody; hides nothing."""
    person, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other != person.pk:
        actions.avoid(identity=person.identity, target=identity(other), by=person, now=world.tick())
