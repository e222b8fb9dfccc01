"""Reading pictures: both files by their number, sealed addresses that should have ended, and forms that name them."""

from collections.abc import Iterator

from greenroom.testing.oracle.hanging import Hung, digest_of
from greenroom.testing.oracle.posting import Aim
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, author_of, words_of
from greenroom.testing.oracle.world import World

MOST = 4


def files(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Some pictures as files: the canary of the bytes is found where the bytes are."""
    for hung in some_pictures(world):
        decides = NOTHING if hung.post is None else frozenset({hung.post})
        for variant in ("full", "preview"):
            yield _file(eyes, f"/media/{hung.id}/{variant}", hung, decides)
        for seal, aim in hung.seals:
            if has_ended(world, hung, aim):
                yield _file(eyes, f"/media/{hung.id}/full?{seal}", hung, decides)


def pages(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The page of each picture that is in a post."""
    for hung in some_pictures(world):
        if hung.post is not None:
            yield eyes.get(f"/@{author_of(world, hung.post)}/{hung.post}/pictures/1/", frozenset({hung.post}))


def forms(world: World, eyes: Eyes) -> Iterator[Reading]:
    """A composer that names the pictures of others: it must not show what they said of them."""
    keys = [hung.id for hung in some_pictures(world)]
    reply = eyes.browser.post("/compose", {"headline": "Words", "do": "from", "media": keys})
    yield Reading("POST /compose", NOTHING, words_of(reply))


def some_pictures(world: World) -> list[Hung]:
    """The newest, and some of the older ones."""
    known = sorted(world.pictures)
    keys = {*known[-2:], *world.rng.sample(known, min(MOST, len(known)))}
    return [world.pictures[key] for key in sorted(keys)]


def has_ended(world: World, hung: Hung, aim: Aim) -> bool:
    """Whether a sealed address must be dead: its picture or author is gone, or the post has other readers by now."""
    if hung.is_gone or world.facts.beings[hung.person].suspended:
        return True
    if hung.post is None:
        return False
    item = world.facts.items[hung.post]
    return item.deleted or (item.kind, item.owner) != aim


def _file(eyes: Eyes, address: str, hung: Hung, decides: frozenset[int]) -> Reading:
    reply = eyes.browser.get(address)
    body: bytes = b"".join(reply.streaming_content) if reply.streaming else reply.content  # type: ignore[attr-defined]
    found = hung.hidden if digest_of(body) in hung.digests else body.decode(errors="replace")
    head = "\n".join(f"{name}: {value}" for name, value in reply.items())
    return Reading(address, decides, f"{found}\n{head}")
