"""Reading what people passed on elsewhere: a link is on the profile for whom the policy names, and for nobody else."""

from collections.abc import Iterator

from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts
from greenroom.testing.oracle.words import WORD
from greenroom.testing.oracle.world import World


def links(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The page of everybody who brought links along; one that says too much or too little is told as a leak."""
    for key in sorted({item.author for item in world.links.values()}):
        address = f"/@{world.handles[key]}/elsewhere/"
        reading = eyes.get(address, NOTHING)
        yield reading
        shown = {word for word in WORD.findall(reading.words) if word in world.links}
        meant = {word for word, item in world.links.items() if item.author == key and is_for(world, eyes, word)}
        wrong = shown ^ meant
        words = f"{sorted(wrong)} {world.a_hidden_word(eyes.viewer)}" if wrong else ""
        yield Reading(f"links of {address}", NOTHING, words)


def is_for(world: World, eyes: Eyes, word: str) -> bool:
    """Whether the policy lets this viewer see the link."""
    return may_see(eyes.viewer, world.links[word], world.facts)


def runs(world: World, eyes: Eyes) -> Iterator[Reading]:
    """What was brought along, by its number, as everybody: the page, its part, the report and both buttons."""
    yield eyes.get("/settings/bring/", all_posts(world))
    for key in sorted(key for kind, key in world.owned if kind == "import"):
        yield eyes.get(f"/settings/bring/{key}/", NOTHING)
        yield eyes.get(f"/settings/bring/{key}/report/", NOTHING)
