"""Searching as everybody: hidden words, hidden names, hidden places; what is found and every total [A7]."""

from collections.abc import Iterator
from dataclasses import replace

from greenroom.people.models import Identity, Person
from greenroom.social import search
from greenroom.social.models import Audience, Media, Post, PostTag
from greenroom.social.visibility import Viewer, viewer_of
from greenroom.testing.oracle.policy import Item, may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts, leaf_through
from greenroom.testing.oracle.world import World

EVERY_POST = "more on"  # every post of the oracle's worlds says so
ABSENT = "nobody_at_all"
WORDS = 4


def searching(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Pages of results, and the figures behind them."""
    yield from leaf_through(eyes, f"/search/?kind=posts&q={EVERY_POST}", all_posts(world))
    for typed in ("circle", "c0", "not yet", "#layoffs", "in:network more", f"from:{handle_of(world)} on"):
        yield eyes.get(f"/search/?q={typed}", NOTHING)
    for word, key in some_words(world):
        page = eyes.get(f"/search/?q={word}", frozenset({key}))
        yield replace(page, words=page.words.replace(word, ""))  # what was typed stands in the box
    yield Reading("figures of a search", all_posts(world), " ".join(lies(world, eyes.viewer)))


def some_words(world: World) -> list[tuple[str, int]]:
    """Canaries of posts: those of the newest, and some older ones."""
    known = [(word, key) for word, (kind, key) in world.canaries.text_of.items() if kind == "post"]
    return known[-2:] + world.rng.sample(known, min(WORDS, len(known)))


def handle_of(world: World) -> str:
    """Somebody's handle."""
    return world.handles[world.rng.choice(sorted(world.people))]


def lies(world: World, viewer: int | None) -> Iterator[str]:
    """A hidden word for each figure or answer that is not what the policy says."""
    reader = viewer_of(_identity(viewer))
    word = world.a_hidden_word(viewer)
    seen = [item for item in world.facts.items.values() if may_see(viewer, item, world.facts)]
    seen = [item for item in seen if item.author not in reader.muted_ids]
    if search.find_ids(reader, search.parse(EVERY_POST))[0] != len(seen):
        yield f"total {word}"
    for canary, key in some_words(world):
        expected = int(any(item.id == key for item in seen) and canary in _present_words(key))
        if search.find_ids(reader, search.parse(canary))[0] != expected:
            yield f"{canary} is found otherwise {word}"
    if {tag.folded: tag.posts for tag in search.find_tags(reader, search.parse("l"))} != _tags(viewer, seen):
        yield f"tags {word}"
    yield from (f"{handle} {word}" for handle in _betrayed(world, reader, viewer))


def _identity(viewer: int | None) -> Identity | None:
    return None if viewer is None else Person.objects.select_related("identity").get(pk=viewer).identity


def _present_words(post_id: int) -> str:
    """What the post and its pictures say now; earlier words are not found any more [A5]."""
    described = Media.objects.filter(post=post_id).values_list("description", flat=True)
    return " ".join([*Post.objects.values_list("headline", "note").get(pk=post_id), *described])


def _tags(viewer: int | None, seen: list[Item]) -> dict[str, int]:
    """Tags that begin with the letter l, with the posts that stand in the viewer's feed of each."""
    listed = {item.id for item in seen if item.kind != Audience.Kind.QUIET_PUBLIC or item.author == viewer}
    found: dict[str, int] = {}
    for folded, post in PostTag.objects.filter(tag__folded__startswith="l").values_list("tag__folded", "post"):
        if post in listed:
            found[folded] = found.get(folded, 0) + 1
    return found


def _betrayed(world: World, reader: Viewer, viewer: int | None) -> Iterator[str]:
    """Handles about which the search tells more than of one that nobody has."""
    absent = {operator: search.find_ids(reader, search.parse(f"{operator}:{ABSENT}"))[2] for operator in ("from", "in")}

    def is_like_absent(operator: str, handle: str) -> bool:
        """Whether the answer is the one for a handle that nobody has."""
        answer = search.find_ids(reader, search.parse(f"{operator}:{handle}"))
        return answer == (0, [], tuple(sentence.replace(ABSENT, handle) for sentence in absent[operator]))

    for key, handle in sorted(world.handles.items()):
        being = world.facts.beings.get(key)
        is_circle = key in world.circles
        gone = being is not None and (being.suspended or _is_blocked(world, viewer, key))
        if (gone or is_circle) and not is_like_absent("from", handle):
            yield handle
        if is_circle and not _is_inside(world, viewer, key) and not is_like_absent("in", handle):
            yield handle
        if (gone or is_circle) and search.find_people(reader, search.parse(handle)).total:
            yield handle


def _is_blocked(world: World, viewer: int | None, key: int) -> bool:
    if viewer is None or world.facts.beings[viewer].suspended:
        return False
    return key in world.facts.beings[viewer].blocks or viewer in world.facts.beings[key].blocks


def _is_inside(world: World, viewer: int | None, circle: int) -> bool:
    if viewer is None or world.facts.beings[viewer].suspended or circle in world.facts.closed_owners:
        return False
    return circle in world.facts.beings[viewer].joined_circles
