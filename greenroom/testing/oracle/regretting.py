"""A move for what is asked of others: a public link that its writer regrets before the worker comes."""

from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Audience
from greenroom.testing.oracle import feeding, posting
from greenroom.testing.oracle.linking import a_link
from greenroom.testing.oracle.policy import Item
from greenroom.testing.oracle.world import World, identity

MOST_ASLEEP = 2  # as with the other move that suspends


def share_and_regret(world: World) -> None:
    """Say something with a link to everybody; then narrow it, take it back, be suspended, or leave it so."""
    writer, now = world.somebody(), world.tick()
    (link, in_link), head = a_link(world.canaries), world.canaries.fresh()
    public = Audience.objects.get(pk=Audience.PUBLIC)
    post = actions.publish_post(
        author=identity(writer.pk),
        audience=public,
        headline=f"Read {head} {link}",
        note="More on it there.",  # as every post here: its readers count what they find by these words
        by=writer,
        now=now,
    )
    item = Item(post.pk, writer.pk, "public", None, now)
    match world.rng.choice(["narrow", "delete", "suspend", "leave"]):
        case "narrow":
            followers = Audience.objects.get(pk=Audience.FOLLOWERS)
            actions.narrow_post(post=post, audience=followers, by=writer, now=world.tick())
            item.kind = "followers"
        case "delete":
            actions.delete_post(post=post, by=writer, now=world.tick())
            item.deleted = True
        case "suspend" if _asleep(world) < MOST_ASLEEP:
            people.suspend_person(person=writer, reason="A test.", by=None, now=world.tick())
            world.facts.beings[writer.pk].suspended = True
            feeding.end_with(world, writer.pk)
    posting.record(world, post, item, [head, in_link])  # last: a refusal takes the post back too


def _asleep(world: World) -> int:
    return sum(world.facts.beings[key].suspended for key in world.people)
