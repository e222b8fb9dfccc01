"""Reading what leaves the house, and what is made for machines: requests to others, feeds."""

from collections.abc import Iterator

from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading
from greenroom.testing.oracle.world import World


def requests(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Every address that was asked of somebody else since the last reading: a guest reads along on the line."""
    if eyes.viewer is None:
        yield Reading("requests", NOTHING, "\n".join(f"{asked.url} {asked.headers}" for asked in world.outside.asked))
        world.outside.asked.clear()
