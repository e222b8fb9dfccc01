"""Moves on who belongs where, and on who is taken out."""

from greenroom.people import actions as people
from greenroom.people.models import Membership, Person
from greenroom.testing.oracle import feeding
from greenroom.testing.oracle.world import World, employ

MOST_ASLEEP = 2


def come_and_go(world: World) -> None:
    """Join or leave the network."""
    person = world.somebody()
    go = leave_the_network if world.facts.beings[person.pk].in_network else join_the_network
    go(world, person)


def join_the_network(world: World, person: Person) -> None:
    """Make the person a member."""
    people.join_network(person=person, by=None, now=world.tick())
    world.facts.beings[person.pk].in_network = True


def leave_the_network(world: World, person: Person) -> None:
    """Make the person a member no more, and no host."""
    people.leave_network(person=person, by=None, now=world.tick())
    world.hosts.discard(person.pk)
    world.facts.beings[person.pk].in_network = False


def change_employer(world: World) -> None:
    """Leave an organisation, or join one."""
    person = world.somebody()
    where = world.rng.choice(sorted(world.organisations))
    if where in world.facts.beings[person.pk].employers:
        leave_the_house(world, person, where)
    else:
        employ(world, person, world.organisations[where])


def leave_the_house(world: World, person: Person, organisation: int) -> None:
    """End the person's work there."""
    membership = Membership.objects.get(person=person, organisation_id=organisation, ended_at=None)
    people.end_membership(membership=membership, by=None, now=world.tick())
    world.facts.beings[person.pk].employers.discard(organisation)


def suspend_or_reinstate(world: World) -> None:
    """Take somebody out, or let them back."""
    sleepers = asleep(world)
    if sleepers and world.rng.random() < 0.7:
        reinstate(world, world.rng.choice(sleepers))
    elif len(sleepers) < MOST_ASLEEP:
        suspend(world, world.somebody())


def suspend(world: World, person: Person) -> None:
    """Take the person out, and their private feed with them."""
    people.suspend_person(person=person, reason="A test.", by=None, now=world.tick())
    world.facts.beings[person.pk].suspended = True
    feeding.end_with(world, person.pk)


def reinstate(world: World, key: int) -> None:
    """Let somebody back."""
    people.reinstate_person(person=world.people[key], reason="A mistake.", by=None, now=world.tick())
    world.facts.beings[key].suspended = False


def asleep(world: World) -> list[int]:
    """Who is suspended."""
    return [key for key in world.people if world.facts.beings[key].suspended]
