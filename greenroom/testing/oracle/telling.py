"""Moves on how notices reach people outside the page."""

from django.db.models import F

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience, Notice
from greenroom.social.telling import TELLINGS
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.tying import end_following
from greenroom.testing.oracle.world import World, identity, settle


def choose_notices(world: World) -> None:
    """Somebody wants a mail at some hour about most things, or none any more."""
    person, rng = world.somebody(), world.rng
    actions.choose_notices(
        person=person,
        wanted={(kind, channel): rng.random() < 0.9 for kind in TELLINGS for channel in ("mail", "push")},
        mail_hour=rng.randrange(24) if rng.random() < 0.9 else None,
        by=person,
        now=world.tick(),
    )


def ring(world: World) -> None:
    """Somebody wants to be told of each post by whom they follow."""
    reader = world.somebody()
    followed = sorted(world.facts.beings[reader.pk].follows)
    if followed:
        listen_for(world, reader, world.rng.choice(followed))


def listen_for(world: World, reader: Person, other: int) -> None:
    """Let the reader be told of each post by the other."""
    actions.ring(identity=reader.identity, target=identity(other), by=reader, now=world.tick())


def stop_following(world: World) -> None:
    """Somebody who was told of a post to followers follows no more; what they were told of is closed to them."""
    told = Notice.objects.filter(post__audience=Audience.FOLLOWERS, recipient__in=world.people)
    told = told.exclude(recipient=F("post__author"))
    for reader_id, author_id in told.order_by("-pk").values_list("recipient", "post__author")[:20]:
        being = world.facts.beings[reader_id]
        if author_id in being.follows and not being.suspended:
            end_following(world, world.people[reader_id], author_id)
            return


def work(world: World) -> None:
    """What waits is done in the middle of things: who loses their right afterwards was told before.

    So were the pages of links: an address that was everybody's when it was asked for is no leak when its post is
    narrowed later on.
    """
    settle(world)
    world.outside.asked[:] = [asked for asked in world.outside.asked if not _is_open(world, asked.url)]


def _is_open(world: World, address: str) -> bool:
    """Whether what the address betrays may be read by everybody at this moment."""
    told = world.canaries.in_text(address)
    return bool(told) and all(
        kind == "post" and key not in world.taken_down and may_see(None, world.facts.items[key], world.facts)
        for kind, key in told
    )
