"""Reading what people show on their profiles: their tags, with the figure of each and the posts that carry it."""

from collections.abc import Iterator

from greenroom.people.models import Identity
from greenroom.social import queries
from greenroom.social.models import FeaturedTag, PostTag
from greenroom.social.visibility import viewer_of
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, leaf_through
from greenroom.testing.oracle.world import World


def tagged(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Some people's posts under each tag; and the figures beside the tags of everybody."""
    for key in world.rng.sample(sorted(world.people), 4):
        said = frozenset(item.id for item in world.facts.items.values() if item.author == key)
        for tag in sorted(world.tags):
            yield from leaf_through(eyes, f"/@{world.handles[key]}/tagged/{tag}/", said)
    if eyes.viewer is not None:
        words = " ".join(lies(world, eyes.viewer))
        yield Reading("tags on profiles", NOTHING, f"{words} {world.a_hidden_word(eyes.viewer)}" if words else "")


def lies(world: World, viewer: int) -> Iterator[str]:
    """Whose tags are not what the policy says: none behind a block, and figures of what a guest may read too."""
    beings = world.facts.beings
    identities = Identity.objects.in_bulk([viewer, *world.people])
    reader = viewer_of(identities[viewer])
    for key in sorted(world.people):
        told = {tag.name: tag.posts for tag in queries.featured_tags(reader, identities[key])}
        between = not reader.is_guest and (key in beings[viewer].blocks or viewer in beings[key].blocks)
        expected = {} if between or beings[key].suspended else figures(world, key)
        if told != expected:
            yield world.handles[key]


def figures(world: World, key: int) -> dict[str, int]:
    """How many posts of somebody carry each of their tags and are open to everybody."""
    posts = [item.id for item in world.facts.items.values() if item.author == key and may_see(None, item, world.facts)]
    rows = FeaturedTag.objects.filter(identity=key).values_list("name", "tag")
    return {name: PostTag.objects.filter(tag=tag, post__in=posts).count() for name, tag in rows}
