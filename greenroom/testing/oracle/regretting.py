"""A move for what is asked of others: a public link that its writer regrets before the worker comes."""

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience
from greenroom.testing.oracle import belonging, posting
from greenroom.testing.oracle.linking import a_link
from greenroom.testing.oracle.policy import Item
from greenroom.testing.oracle.world import World, identity


def share_and_regret(world: World) -> None:
    """Somebody says something with a link to everybody; then narrows it, takes it back, is suspended, or leaves it."""
    share_and(world, world.somebody(), world.rng.choice(["narrow", "delete", "suspend", "leave"]))


def share_and(world: World, writer: Person, regret: str) -> None:
    """A public link, and what becomes of it before anybody asks for its page."""
    (link, in_link), head, now = a_link(world.canaries), world.canaries.fresh(), world.tick()
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
    match regret:
        case "narrow":
            followers = Audience.objects.get(pk=Audience.FOLLOWERS)
            actions.narrow_post(post=post, audience=followers, by=writer, now=world.tick())
            item.kind = "followers"
        case "delete":
            actions.delete_post(post=post, by=writer, now=world.tick())
            item.deleted = True
        case "suspend" if len(belonging.asleep(world)) < belonging.MOST_ASLEEP:
            belonging.suspend(world, writer)
    posting.record(world, post, item, [head, in_link])  # last: a refusal takes the post back too
