"""Reading what somebody has arranged for themselves: lists and filters by their number, as everybody."""

import re
from collections.abc import Iterator

from greenroom.people.models import Person
from greenroom.social import queries
from greenroom.social.visibility import viewer_of
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts, leaf_through
from greenroom.testing.oracle.world import World

REFUSE = re.compile(r'action="/people/suggested/([a-z0-9_]+)/refuse/"')  # one for each suggestion


def each_list(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Some lists, one's own and those of others, with the pages below each."""
    lists = {key: owner for (kind, key), owner in world.owned.items() if kind == "list"}
    own = [key for key, owner in lists.items() if owner == eyes.viewer][-2:]
    for key in own + world.rng.sample(sorted(lists.keys() - own), min(2, len(lists) - len(own))):
        yield from leaf_through(eyes, f"/lists/{key}/", all_posts(world))
        for word in ("edit/", "delete/", "people/"):
            yield eyes.get(f"/lists/{key}/{word}", NOTHING)


def direct(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The list of conversations, and the figure beside its name, which counts no letter that is not for the reader."""
    yield from leaf_through(eyes, "/direct/", all_posts(world))
    if eyes.viewer is None or world.facts.beings[eyes.viewer].suspended:
        return
    person = Person.objects.select_related("identity").get(pk=eyes.viewer)
    figure = queries.glance_of(person, viewer_of(person.identity)).conversations
    letters = [item for item in world.facts.items.values() if item.kind == "direct" and item.author != eyes.viewer]
    most = sum(may_see(eyes.viewer, item, world.facts) for item in letters)
    words = "" if figure <= most else f"{figure} of {most} {world.a_hidden_word(eyes.viewer)}"
    yield Reading("conversations counted", NOTHING, words)


def suggested(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Nobody stands there who blocks or is blocked, is suspended, followed, avoided or a colleague."""
    reading = eyes.get("/people/suggested/", all_posts(world))
    yield reading
    if eyes.viewer is None or world.facts.beings[eyes.viewer].suspended:
        return
    names = set(REFUSE.findall(reading.words))
    wrong = sorted(names & {world.handles[key] for key in never_suggested(world, eyes.viewer)})
    words = f"{wrong} {world.a_hidden_word(eyes.viewer)}" if wrong else ""
    yield Reading("people to follow", NOTHING, words)


def never_suggested(world: World, viewer: int) -> set[int]:
    """Whom the policy keeps out, from what the oracle itself asked for."""
    beings = world.facts.beings
    me = beings[viewer]
    return {
        key
        for key in world.people
        if key in {viewer, *me.follows, *me.blocks}
        or viewer in beings[key].blocks
        or beings[key].suspended
        or beings[key].employers & me.employers
        or (viewer, key) in world.apart
        or (key, viewer) in world.apart
    }


def each_filter(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The page of all filters, and some by their number."""
    yield eyes.get("/settings/filters/", all_posts(world))
    yield eyes.get("/settings/filters/new/", NOTHING)
    keys = sorted(key for kind, key in world.owned if kind == "filter")
    for key in world.rng.sample(keys, min(3, len(keys))):
        yield eyes.get(f"/settings/filters/{key}/", NOTHING)
        yield eyes.get(f"/settings/filters/{key}/end/", NOTHING)
