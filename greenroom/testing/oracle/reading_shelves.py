"""Reading what somebody has arranged for themselves: lists and filters by their number, as everybody."""

from collections.abc import Iterator

from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts, leaf_through
from greenroom.testing.oracle.world import World


def each_list(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Some lists, one's own and those of others, with the pages below each."""
    keys = sorted(key for kind, key in world.owned if kind == "list")
    for key in world.rng.sample(keys, min(3, len(keys))):
        yield from leaf_through(eyes, f"/lists/{key}/", all_posts(world))
        for word in ("edit/", "delete/", "people/"):
            yield eyes.get(f"/lists/{key}/{word}", NOTHING)


def each_filter(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The page of all filters, and some by their number."""
    yield eyes.get("/settings/filters/", all_posts(world))
    yield eyes.get("/settings/filters/new/", NOTHING)
    keys = sorted(key for kind, key in world.owned if kind == "filter")
    for key in world.rng.sample(keys, min(3, len(keys))):
        yield eyes.get(f"/settings/filters/{key}/", NOTHING)
        yield eyes.get(f"/settings/filters/{key}/end/", NOTHING)
