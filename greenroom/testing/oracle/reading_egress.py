"""Reading what leaves the house, and what is made for machines: requests to others, feeds."""

from collections.abc import Iterator

from django.test import Client

from greenroom.testing.oracle.reading import HOST, NOTHING, Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World

FORMATS = ("rss", "atom")


def requests(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Every address that was asked of somebody else since the last reading: a guest reads along on the line."""
    if eyes.viewer is None:
        yield Reading("requests", NOTHING, "\n".join(f"{asked.url} {asked.headers}" for asked in world.outside.asked))
        world.outside.asked.clear()


def profile_feeds(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The feed of some people, organisations and circles: what everybody may read."""
    items = world.facts.items.values()
    for key, handle in world.rng.sample(sorted(world.handles.items()), 4):
        said = frozenset(item.id for item in items if key == item.author)
        yield eyes.get(f"/@{handle}/feed.{world.rng.choice(FORMATS)}", said)


def tag_feeds(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The feed of each tag."""
    for tag in sorted(world.tags):
        yield eyes.get(f"/tags/{tag}/feed.{world.rng.choice(FORMATS)}", all_posts(world))


def private_feed(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The viewer's own feed, fetched by a program that is not signed in; for a guest those that have ended."""
    program = Eyes(None, Client(headers=HOST))
    if eyes.viewer is None:
        for secret in world.dead_feeds[-5:]:
            yield program.get(f"/feeds/{secret}/home.atom", all_posts(world))
        return
    own = world.feeds.get(eyes.viewer)
    if own is not None:
        yield program.get(f"/feeds/{own}/home.{world.rng.choice(FORMATS)}", all_posts(world))


def elsewhere(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The settings that open and end it."""
    yield eyes.get("/settings/elsewhere/", all_posts(world))
    yield eyes.post("/settings/elsewhere/", NOTHING)
