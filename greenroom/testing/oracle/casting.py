"""Who meets in a scene, and what lies between them beforehand."""

from greenroom.people.models import Person
from greenroom.testing.oracle import belonging, circles, tying
from greenroom.testing.oracle.world import World


def some(world: World, number: int) -> list[Person]:
    """So many people who may act."""
    awake = [key for key in world.people if not world.facts.beings[key].suspended]
    return [world.people[key] for key in world.rng.sample(awake, number)]


def a_member(world: World) -> Person:
    """Somebody of the network who may act; whoever is alone comes in."""
    beings = world.facts.beings
    inside = [key for key in world.people if beings[key].in_network and not beings[key].suspended]
    if not inside:
        belonging.join_the_network(world, world.somebody())
        return a_member(world)
    return world.people[world.rng.choice(inside)]


def befriend(world: World, reader: Person, other: Person) -> None:
    """Let one follow the other, without a block between them."""
    make_peace(world, reader, other)
    tying.begin_following(world, reader, other.pk)


def make_peace(world: World, *pair: Person) -> None:
    """Take back what blocks there are between two people."""
    for one, two in (pair, pair[::-1]):
        if two.pk in world.facts.beings[one.pk].blocks:
            tying.take_a_block_back(world, one, two.pk)


def a_circle_of(world: World, founder: Person, *members: Person) -> int:
    """A new circle."""
    circle = circles.found_by(world, founder)
    for member in members:
        make_peace(world, founder, member)
        circles.let_in(world, circle, member.pk)
    return circle


def strangers(world: World) -> tuple[Person, Person, Person]:
    """Somebody, one through whom they could meet somebody else, and that one, who works elsewhere or nowhere."""
    beings = world.facts.beings
    crowd = some(world, 8)
    other = min(crowd[1:], key=lambda person: len(beings[person.pk].employers))
    far = [one for one in crowd if one != other and not beings[one.pk].employers & beings[other.pk].employers]
    me = far[0] if far else crowd[0]
    return me, next(one for one in crowd if one not in {me, other}), other
