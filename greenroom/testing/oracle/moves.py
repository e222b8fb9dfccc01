"""The moves by which a world grows: each calls one verb and records what was asked for."""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from greenroom.people import actions as people
from greenroom.people.models import Membership
from greenroom.social import actions
from greenroom.social.models import Audience, Boost, Post
from greenroom.testing.oracle import (
    asking,
    circles,
    feeding,
    hanging,
    planning,
    posting,
    regretting,
    reporting,
    shelving,
    telling,
)
from greenroom.testing.oracle.world import World, identity

Move = Callable[[World], None]


def follow(world: World) -> None:
    """Somebody follows somebody; requests are not needed where the followed does not approve."""
    reader, other = world.somebody(), world.rng.choice(sorted(world.facts.beings))
    if other == reader.pk:
        return
    actions.follow(identity=reader.identity, target=identity(other), by=reader, now=world.tick())
    world.facts.beings[reader.pk].follows.add(other)


def unfollow(world: World) -> None:
    """Somebody stops following."""
    reader = world.somebody()
    followed = sorted(world.facts.beings[reader.pk].follows)
    if not followed:
        return
    other = world.rng.choice(followed)
    actions.unfollow(identity=reader.identity, target=identity(other), by=reader, now=world.tick())
    world.facts.beings[reader.pk].follows.discard(other)


def block(world: World) -> None:
    """A block ends the follows between the two."""
    blocker, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other == blocker.pk:
        return
    actions.block(identity=blocker.identity, target=identity(other), by=blocker, now=world.tick())
    beings = world.facts.beings
    beings[blocker.pk].blocks.add(other)
    beings[blocker.pk].follows.discard(other)
    beings[other].follows.discard(blocker.pk)


def unblock(world: World) -> None:
    """A block is taken back; the follows do not return."""
    blocker = world.somebody()
    blocked = sorted(world.facts.beings[blocker.pk].blocks)
    if blocked:
        other = world.rng.choice(blocked)
        actions.unblock(identity=blocker.identity, target=identity(other), by=blocker, now=world.tick())
        world.facts.beings[blocker.pk].blocks.discard(other)


def mute(world: World) -> None:
    """Muting hides, it never shows; nor does its end."""
    muter, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other != muter.pk:
        lasts = world.rng.choice([None, timedelta(hours=1), timedelta(days=7)])
        actions.mute(identity=muter.identity, target=identity(other), lasts=lasts, by=muter, now=world.tick())


def come_and_go(world: World) -> None:
    """Join or leave the network."""
    person = world.somebody()
    being = world.facts.beings[person.pk]
    if being.in_network:
        people.leave_network(person=person, by=None, now=world.tick())
        world.hosts.discard(person.pk)
    else:
        people.join_network(person=person, by=None, now=world.tick())
    being.in_network = not being.in_network


def change_employer(world: World) -> None:
    """Leave an organisation, or join one."""
    person = world.somebody()
    being = world.facts.beings[person.pk]
    where = world.rng.choice(sorted(world.organisations))
    now = world.tick()
    if where in being.employers:
        membership = Membership.objects.get(person=person, organisation_id=where, ended_at=None)
        people.end_membership(membership=membership, by=None, now=now)
        being.employers.discard(where)
    else:
        people.join_organisation(
            person=person, organisation=world.organisations[where], role="member", by=None, now=now
        )
        being.employers.add(where)


def suspend_or_reinstate(world: World) -> None:
    """Take somebody out, or let them back."""
    asleep = [key for key in world.people if world.facts.beings[key].suspended]
    now = world.tick()
    if asleep and world.rng.random() < 0.7:
        key = world.rng.choice(asleep)
        people.reinstate_person(person=world.people[key], reason="A mistake.", by=None, now=now)
        world.facts.beings[key].suspended = False
    elif len(asleep) < 2:
        person = world.somebody()
        people.suspend_person(person=person, reason="A test.", by=None, now=now)
        world.facts.beings[person.pk].suspended = True
        feeding.end_with(world, person.pk)


def boost(world: World) -> None:
    """Pass a post on; the program decides whether that is allowed, the readers do not change."""
    item = world.some_item()
    if item:
        person, post = world.a_reader_of(item), Post.objects.get(pk=item.id)
        actions.boost(post=post, identity=person.identity, by=person, now=world.tick())


def unboost(world: World) -> None:
    """Take a boost back."""
    last = Boost.objects.order_by("-id").first()
    if last and last.author_id in world.people:
        person = world.people[last.author_id]
        actions.unboost(post=last.post, identity=person.identity, by=person, now=world.tick())


def react(world: World) -> None:
    """Say that it helped, or keep it."""
    item = world.some_item()
    if item:
        person, post = world.a_reader_of(item), Post.objects.get(pk=item.id)
        verb = actions.favourite if world.rng.random() < 0.5 else actions.keep
        verb(post=post, identity=person.identity, by=person, now=world.tick())


def draft(world: World) -> None:
    """Write something down that is not a post yet."""
    person, word = world.somebody(), world.canaries.fresh()
    saved = actions.save_draft(
        speaks_as=person.identity,
        audience=Audience.objects.get(pk=Audience.NETWORK),
        headline=f"Not yet {word}",
        by=person,
        now=world.tick(),
    )
    world.canaries.bind(word, "draft", saved.pk)
    world.draft_owner[saved.pk] = person.pk


MOVES: list[tuple[int, Move]] = [
    (30, posting.publish),
    (14, posting.reply),
    (6, posting.edit),
    (5, posting.narrow),
    (3, posting.delete),
    (4, circles.found_circle),
    (8, circles.list_somebody),
    (4, circles.remove_somebody),
    (1, circles.close),
    (10, follow),
    (3, unfollow),
    (3, block),
    (1, unblock),
    (2, mute),
    (3, come_and_go),
    (3, change_employer),
    (2, suspend_or_reinstate),
    (8, boost),
    (1, unboost),
    (6, react),
    (3, draft),
    (4, feeding.change_feed),
    (5, regretting.share_and_regret),
    (3, telling.choose_notices),
    (8, telling.ring),
    (1, telling.work),
    (3, telling.stop_following),
    (6, asking.ask),
    (8, asking.vote),
    (3, asking.pin),
    (1, asking.unpin),
    (5, planning.plan),
    (2, planning.change_plans),
    (2, planning.fall_out),
    (4, planning.come_due),
    (3, shelving.take_a_note),
    (2, shelving.avoid),
    (2, shelving.make_list),
    (5, shelving.put_on_list),
    (1, shelving.take_off_list),
    (4, shelving.follow_tag),
    (1, shelving.unfollow_tag),
    (3, shelving.feature_tag),
    (3, shelving.make_filter),
    (2, shelving.put_away),
    (4, hanging.bring),
    (5, hanging.show),
    (3, hanging.leave_out),
    (1, hanging.suspend_a_painter),
    (3, reporting.report),
    (2, reporting.deal_with_one),
]


def step(world: World) -> None:
    """One move at random; a refusal is an answer too and changes nothing, neither there nor here."""
    weights, moves = zip(*MOVES, strict=True)
    (move,) = world.rng.choices(moves, weights)
    world.steps.append(move.__name__)
    try:
        with transaction.atomic():
            move(world)
    except ValidationError:
        world.steps[-1] += " (refused)"
