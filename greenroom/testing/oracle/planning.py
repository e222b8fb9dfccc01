"""Moves on posts that come out later: nobody's but the writer's before, and said by whoever may speak then."""

from dataclasses import dataclass, field
from datetime import timedelta

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.actions import scheduling
from greenroom.social.models import Draft, Post
from greenroom.testing.oracle import belonging, circles
from greenroom.testing.oracle.policy import Facts, Item
from greenroom.testing.oracle.posting import Aim, any_audience, audience_row, record, words_for
from greenroom.testing.oracle.world import AFTER_WORK, World


@dataclass
class Plan:
    """What is to be said, and to whom."""

    author: int
    kind: str
    owner: int | None
    headline: str
    canaries: list[str]
    named: set[int] = field(default_factory=set)
    is_by_hand: bool = False  # let out by the writer: as if it were said at that moment


def plan(world: World) -> None:
    """Somebody says something later; until then its words are theirs alone."""
    writer = world.somebody()
    intend(world, writer, any_audience(world, writer), minutes=world.rng.randint(5, 600))


def intend(world: World, writer: Person, aim: Aim, *, minutes: int) -> Plan:
    """Plan to say something to this audience so many minutes later."""
    kind, owner = aim
    named = world.rng.sample(sorted(world.people), 2) if kind == "direct" else []
    headline, note, canaries = words_for(world, named)
    now = world.tick()
    due_at = now + timedelta(minutes=minutes)
    item = actions.schedule_post(
        author=writer.identity,
        audience=audience_row(kind, owner),
        headline=headline,
        note=note,
        due_at=due_at,
        by=writer,
        now=now,
    )
    for word in canaries:
        world.canaries.bind(word, "draft", item.pk)
    world.draft_owner[item.pk] = writer.pk
    said = world.plans[item.pk] = Plan(writer.pk, kind, owner, headline, canaries, set(named))
    return said


def change_plans(world: World) -> None:
    """Somebody takes an item back, puts it off, or lets it come out now."""
    rows = Draft.objects.filter(state="scheduled").select_related("person").order_by("pk")
    mine = [row for row in rows if row.person_id in world.people and not world.facts.beings[row.person_id].suspended]
    if not mine:
        return
    row, now = world.rng.choice(mine), world.tick()
    writer = world.people[row.person_id]
    match world.rng.randrange(3):
        case 0:
            actions.take_back(draft=row, by=writer, now=now)
            del world.plans[row.pk]
        case 1:
            actions.reschedule(draft=row, due_at=now + timedelta(hours=1), by=writer, now=now)
        case _:
            actions.publish_scheduled(draft=row, by=writer, now=now)
            world.plans[row.pk].is_by_hand = True
            look_what_came_out(world)


def fall_out(world: World) -> None:
    """Whoever has planned something loses the place from which they meant to say it."""
    closed = [said for said in world.plans.values() if said.kind in {"network", "organisation", "circle"}]
    if not closed:
        return
    said = world.rng.choice(closed)
    lose_the_place(world, said)


def lose_the_place(world: World, said: Plan) -> None:
    """The writer of this plan does not belong any more where it is to be said."""
    person, being = world.people[said.author], world.facts.beings[said.author]
    if said.kind == "network" and being.in_network:
        belonging.leave_the_network(world, person)
    elif said.owner is None:
        return
    elif said.owner in being.employers:
        belonging.leave_the_house(world, person, said.owner)
    elif said.owner in being.joined_circles:
        circles.remove(world, said.owner, said.author)


def come_due(world: World) -> None:
    """The moment of some items has come: what the clock does then, in the middle of everything else."""
    now = world.tick()
    due = Draft.objects.filter(pk__in=world.plans, state="scheduled", due_at__lte=now)
    for key in due.order_by("pk").values_list("pk", flat=True):
        scheduling.release_scheduled({"draft_id": key}, now=now)
    look_what_came_out(world)


def look_what_came_out(world: World) -> None:
    """Take what is out now into the books; what nobody may say any more must not be among it."""
    waiting = set(Draft.objects.filter(state="scheduled").values_list("pk", flat=True))
    for key in sorted(set(world.plans) - waiting):
        said = world.plans.pop(key)
        post = Post.objects.filter(headline=said.headline).first()
        if post is None:
            continue
        if not may_say(said, world.facts):
            world.widened.append(f"{said.author} said {post.pk} to {said.kind} {said.owner}, where they may not speak")
        item = Item(post.pk, said.author, said.kind, said.owner, post.published_at, said.named)
        record(world, post, item, said.canaries)


def may_say(said: Plan, facts: Facts) -> bool:
    """Whether the writer may speak there at this moment, by the text of the policy (stream, sections 3.4 and 4)."""
    being = facts.beings[said.author]
    belongs = being.in_network or being.employers or said.is_by_hand
    if being.suspended or said.owner in facts.closed_owners or not belongs:
        return False
    match said.kind:
        case "network":
            return being.in_network
        case "organisation":
            return said.owner in being.employers
        case "circle":
            return said.owner in being.joined_circles
    return True


AFTER_WORK.append(look_what_came_out)
