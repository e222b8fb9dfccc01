"""Reading polls: choices like the words of their post, and figures only for whom they are."""

import time
from collections.abc import Iterator

from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import Eyes, Reading, all_posts, author_of
from greenroom.testing.oracle.world import World

FIGURES = "<progress"
MOMENT = 300  # seconds around the end in which neither answer is wrong


def figures(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Some questions on their own pages; figures shown too early count as a word that is not for the viewer."""
    keys = sorted(world.voters)
    for key in world.rng.sample(keys, min(4, len(keys))):
        page = eyes.get(f"/@{author_of(world, key)}/{key}/", frozenset({key}))
        yield page
        ends_in = world.poll_ends[key] - time.time()  # pages know no other time
        if abs(ends_in) < MOMENT or not _begins_with_its_poll(page.words):
            continue
        if not _may_know(world, eyes.viewer, key, is_over=ends_in < 0):
            yield Reading(f"figures of {key}", all_posts(world), world.a_hidden_word(eyes.viewer))


def _begins_with_its_poll(words: str) -> bool:
    """Whether the post of this page, not an answer below it, shows figures."""
    _before, _mark, own = words.partition('class="entry')
    return FIGURES in own.partition("</article>")[0]


def _may_know(world: World, viewer: int | None, key: int, *, is_over: bool) -> bool:
    """After the end everybody who reads the post; before, its author and who has voted."""
    item = world.facts.items[key]
    if is_over:
        return may_see(viewer, item, world.facts)
    return viewer is not None and (viewer == item.author or viewer in world.voters[key])
