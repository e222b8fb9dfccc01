"""Moves on polls and pins."""

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Pin, Post
from greenroom.social.polls import PollSpec
from greenroom.testing.oracle.policy import Item, may_see
from greenroom.testing.oracle.posting import Aim, any_audience, audience_row, record, words_for
from greenroom.testing.oracle.world import World


def ask(world: World) -> None:
    """Somebody asks something; polls are over, and open, when the pages are read."""
    writer = world.somebody()
    pose(world, writer, any_audience(world, writer), seconds=world.rng.choice([3_600, 30 * 86_400]))


def pose(world: World, writer: Person, aim: Aim, *, seconds: int) -> Item:
    """A post with choices: each holds a canary, for the readers of the post."""
    kind, owner = aim
    named = world.rng.sample(sorted(world.people), 2) if kind == "direct" else []
    headline, note, canaries = words_for(world, named)
    choices = [world.canaries.fresh() for _ in range(world.rng.randint(2, 4))]
    now = world.tick()
    post = actions.publish_post(
        author=writer.identity,
        audience=audience_row(kind, owner),
        headline=headline,
        note=note,
        poll=PollSpec(options=tuple(choices), is_multiple=world.rng.random() < 0.4, seconds=seconds),
        by=writer,
        now=now,
    )
    item = Item(post.pk, writer.pk, kind, owner, now, set(named))
    record(world, post, item, [*canaries, *choices])
    world.voters[post.pk] = set()
    world.poll_ends[post.pk] = now.timestamp() + seconds
    return item


def vote(world: World) -> None:
    """Somebody answers, mostly one who may read the question."""
    alive = [key for key in world.voters if not world.facts.items[key].deleted]
    if not alive:
        return
    key = world.rng.choice(alive)
    item = world.facts.items[key]
    choose(world, item, world.a_reader_of(item) if world.rng.random() < 0.6 else world.somebody())


def choose(world: World, item: Item, voter: Person) -> None:
    """Let somebody answer a question; a vote from outside the audience is a leak by itself."""
    now, post = world.tick(), Post.objects.get(pk=item.id)
    actions.vote(post=post, choices=[world.rng.randrange(2)], identity=voter.identity, by=voter, now=now)
    if not may_see(voter.pk, item, world.facts):
        world.widened.append(f"{voter} voted on {item.id}, which they cannot read")
    world.voters[item.id].add(voter.pk)


def pin(world: World) -> None:
    """Somebody lets one of their posts stand first; whom it is for does not change."""
    item = world.some_item()
    if item is not None and item.author in world.people and not world.facts.beings[item.author].suspended:
        put_first(world, item)


def put_first(world: World, item: Item) -> None:
    """Let a post stand first on its author's profile."""
    actions.pin(post=Post.objects.get(pk=item.id), by=world.people[item.author], now=world.tick())


def unpin(world: World) -> None:
    """The oldest pin goes."""
    mine = Pin.objects.filter(identity__in=world.people).select_related("post")
    first = mine.order_by("created_at").first()
    if first is not None:
        actions.unpin(post=first.post, by=world.people[first.identity_id], now=world.tick())
