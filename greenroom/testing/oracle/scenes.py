"""Scenes: several verbs in a row that leave a situation in which a mistake would show; a world plays each of them.

Whom they meet is left to chance, as with the moves. A refusal where none is looked for ends a scene; what was done
before it stays.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ValidationError

from greenroom.social import actions
from greenroom.social.models import Post
from greenroom.testing.oracle import (
    asking,
    belonging,
    bringing,
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
from greenroom.testing.oracle.casting import a_circle_of, a_member, befriend, make_peace, some, strangers
from greenroom.testing.oracle.posting import Aim
from greenroom.testing.oracle.world import World

PUBLIC: Aim = ("public", None)
FOLLOWERS: Aim = ("followers", None)
NETWORK: Aim = ("network", None)
DIRECT: Aim = ("direct", None)


def led_to_the_blocked(world: World) -> None:
    """Somebody follows one who follows whom they block."""
    me, bridge, other = strangers(world)
    befriend(world, me, bridge)
    befriend(world, bridge, other)
    tying.put_a_block(world, me, other.pk)


def led_to_the_avoided(world: World) -> None:
    """Somebody follows one who follows whom they avoid."""
    me, bridge, other = strangers(world)
    befriend(world, me, bridge)
    befriend(world, bridge, other)
    tying.end_following(world, me, other.pk)
    shelving.keep_apart(world, me, other.pk)


def come_and_gone(world: World) -> None:
    """A circle with a past: one has come later, one has left."""
    founder, member, leaver, newcomer = some(world, 4)
    circle = a_circle_of(world, founder, member, leaver)
    posting.say(world, founder, ("circle", circle))
    posting.say(world, member, ("circle", circle), named=[leaver.pk])
    make_peace(world, founder, newcomer)
    circles.let_in(world, circle, newcomer.pk)
    posting.say(world, newcomer, ("circle", circle))
    circles.remove(world, circle, leaver.pk)


def closed_for_good(world: World) -> None:
    """A circle in which something was said is closed; who answered is none the wider for it."""
    founder, member = some(world, 2)
    circle = a_circle_of(world, founder, member)
    said = posting.say(world, founder, ("circle", circle))
    world.tried(posting.answer, member, said, asked=PUBLIC)
    posting.say(world, member, ("circle", circle))
    circles.end(world, circle)


def told_once(world: World) -> None:
    """Somebody was told of a post, and kept it, that they may not read any more."""
    author, reader = some(world, 2)
    befriend(world, reader, author)
    telling.listen_for(world, reader, author.pk)
    said = posting.say(world, author, FOLLOWERS, named=[reader.pk])
    post = Post.objects.get(pk=said.id)
    actions.keep(post=post, identity=reader.identity, by=reader, now=world.tick())
    telling.work(world)
    tying.end_following(world, reader, author.pk)


def read_elsewhere(world: World) -> None:
    """Two people read their home elsewhere, a third one does no longer."""
    people = some(world, 3)
    for person in people:
        posting.say(world, person, FOLLOWERS)
        feeding.open_feed(world, person, tells_closed_words=True)
    feeding.close_feed(world, people[-1])


def looked_at(world: World) -> None:
    """A host has looked at what was said in a circle."""
    founder, member = some(world, 2)
    said = posting.say(world, member, ("circle", a_circle_of(world, founder, member)))
    row = reporting.tell_the_hosts(world, founder, said)
    host = world.somebody(but=[founder.pk, member.pk, *world.hosts])
    reporting.deal_with(world, row, host, takes_down=False)


def taken_down(world: World) -> None:
    """A host has taken away what everybody could read."""
    author, reader = some(world, 2)
    row = reporting.tell_the_hosts(world, reader, posting.say(world, author, PUBLIC))
    host = world.somebody(but=[author.pk, reader.pk, *world.hosts])
    reporting.deal_with(world, row, host, takes_down=True)


def on_a_list(world: World) -> None:
    """One of those on a list writes to somebody else."""
    owner, member, friend = some(world, 3)
    befriend(world, owner, member)
    shelving.put_on(world, shelving.list_of(world, owner), member.pk)
    posting.say(world, member, DIRECT, named=[friend.pk])


def narrowed(world: World) -> None:
    """Something with a link and an answer is for followers alone, after its page was asked; and nothing is widened."""
    author, reader, other = some(world, 3)
    befriend(world, reader, author)
    befriend(world, other, author)
    said = posting.say(world, author, PUBLIC, is_linked=True)
    posting.answer(world, reader, said, asked=PUBLIC)
    telling.work(world)
    posting.narrow_to(world, said, author, FOLLOWERS)
    named = posting.say(world, author, FOLLOWERS, named=[other.pk])
    world.tried(posting.narrow_to, named, author, PUBLIC)
    tying.end_following(world, other, author.pk)
    posting.narrow_to(world, named, author, DIRECT)


def asked(world: World) -> None:
    """A question that is still open: one answers, and one who does not hear of it tries to."""
    author, reader, other = some(world, 3)
    befriend(world, reader, author)
    tying.end_following(world, other, author.pk)
    question = asking.pose(world, author, FOLLOWERS, seconds=30 * 86_400)
    asking.choose(world, question, reader)
    world.tried(asking.choose, question, other)
    asking.pose(world, author, PUBLIC, seconds=30 * 86_400)


def fallen_out(world: World) -> None:
    """Somebody has planned to speak where they do not belong when it is time; another plan waits."""
    writer = a_member(world)
    founder = world.somebody(but=[writer.pk])
    plan = planning.intend(world, writer, ("circle", a_circle_of(world, founder, writer)), minutes=10)
    planning.intend(world, writer, PUBLIC, minutes=10_000)
    planning.lose_the_place(world, plan)
    world.now += timedelta(minutes=15)
    planning.come_due(world)


def suspended(world: World) -> None:
    """Somebody who has shown a picture and shared a link is taken out."""
    if len(sleepers := belonging.asleep(world)) >= belonging.MOST_ASLEEP:
        belonging.reinstate(world, sleepers[0])
    author = world.somebody(but=world.hosts)
    hanging.show_to(world, hanging.brought_by(world, author), PUBLIC)
    world.tried(regretting.share_and, author, "suspend")


def regretted(world: World) -> None:
    """Two links are regretted before their pages are asked; another one was never everybody's."""
    one, other = some(world, 2)
    world.tried(regretting.share_and, one, "narrow")
    world.tried(regretting.share_and, other, "delete")
    posting.say(world, one, FOLLOWERS, is_linked=True)


def hung_and_taken_off(world: World) -> None:
    """A picture whose post has fewer readers now, one that was left out, and one that is in no post yet."""
    (painter,) = some(world, 1)
    said = hanging.show_to(world, hanging.brought_by(world, painter), PUBLIC)
    posting.narrow_to(world, said, painter, FOLLOWERS)
    hung = hanging.brought_by(world, painter)
    hanging.show_to(world, hung, PUBLIC)
    hanging.take_off(world, hung)
    hanging.brought_by(world, painter)


def pinned(world: World) -> None:
    """What stands first on a profile is not for everybody."""
    (author,) = some(world, 1)
    asking.put_first(world, posting.say(world, author, FOLLOWERS))


def tagged(world: World) -> None:
    """A tag on a profile: its posts are not all for everybody, one follows the tag, and one is blocked."""
    author = a_member(world)
    listener, other = world.somebody(but=[author.pk]), world.somebody(but=[author.pk])
    tag = world.rng.choice(posting.TAGS)
    shelving.show_tag(world, author, tag)
    shelving.hear_of_tag(world, listener, tag)
    tying.end_following(world, listener, author.pk)
    posting.say(world, author, PUBLIC, tag=tag)
    posting.say(world, author, FOLLOWERS, tag=tag)
    posting.say(world, author, NETWORK, tag=tag)
    tying.put_a_block(world, author, other.pk)


def left_the_house(world: World) -> None:
    """Somebody works elsewhere since something was said inside."""
    crowd, beings = some(world, 8), world.facts.beings
    pairs = ((one, two) for one in crowd for two in crowd if one != two)
    for writer, leaver in pairs:
        houses = beings[writer.pk].employers & beings[leaver.pk].employers
        for house in [key for key in sorted(houses) if not posting.owns(leaver, key)]:
            posting.say(world, writer, ("organisation", house))
            belonging.leave_the_house(world, leaver, house)
            return


def changed(world: World) -> None:
    """Something says other words than at first, something is gone."""
    author, other = some(world, 2)
    posting.change(world, posting.say(world, author, PUBLIC), author)
    posting.take_back(world, posting.say(world, other, PUBLIC), other)


def written_to(world: World) -> None:
    """Everybody has a letter that is nobody else's."""
    for reader in world.people:
        world.tried(posting.say, world.somebody(but=[reader]), DIRECT, named=[reader])


def kept_to_oneself(world: World) -> None:
    """A draft, a note and a filter."""
    writer, other, owner = some(world, 3)
    shelving.write_down(world, writer)
    shelving.note_down(world, writer, other.pk)
    shelving.fold_away(world, owner, "more", hides=False)


def brought_along(world: World) -> None:
    """Two bring their archive: one whom a reader follows, one who blocks that reader."""
    me, follower, other = a_member(world), *some(world, 2)
    befriend(world, follower, me)
    bringing.bring_along(world, me)
    bringing.bring_along(world, a_member(world))
    bringing.bring_an_archive(world, me)
    tying.put_a_block(world, me, other.pk)


Scene = Callable[[World], None]
SCENES: list[Scene] = [
    kept_to_oneself,
    suspended,
    left_the_house,
    tagged,
    regretted,
    told_once,
    narrowed,
    come_and_gone,
    closed_for_good,
    on_a_list,
    looked_at,
    taken_down,
    asked,
    fallen_out,
    hung_and_taken_off,
    changed,
    pinned,
    written_to,
    led_to_the_avoided,
    led_to_the_blocked,
    read_elsewhere,
    brought_along,
]


def play(world: World) -> None:
    """Each scene once, in this order: first those that take something away, then those that others could undo."""
    for scene in SCENES:
        world.steps.append(scene.__name__)
        try:
            scene(world)
        except ValidationError as refusal:
            world.steps.append(f"{scene.__name__} (ended: {' '.join(refusal.messages)})")
