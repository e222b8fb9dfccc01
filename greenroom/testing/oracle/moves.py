"""The moves by which a world grows: each calls one verb and records what was asked for."""

from collections.abc import Callable

from greenroom.social import actions
from greenroom.social.models import Boost, Post
from greenroom.testing.oracle import (
    asking,
    belonging,
    circles,
    feeding,
    hanging,
    planning,
    posting,
    regretting,
    reporting,
    shelving,
    telling,
    tying,
)
from greenroom.testing.oracle.world import World

Move = Callable[[World], None]


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
    (10, tying.follow),
    (3, tying.unfollow),
    (3, tying.block),
    (1, tying.unblock),
    (2, tying.mute),
    (3, belonging.come_and_go),
    (3, belonging.change_employer),
    (2, belonging.suspend_or_reinstate),
    (8, boost),
    (1, unboost),
    (6, react),
    (3, shelving.draft),
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
    world.tried(move)
