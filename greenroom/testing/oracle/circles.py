"""Moves on circles: found, list, remove, close."""

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.testing.oracle.world import World


def found_circle(world: World) -> None:
    """Somebody founds a circle."""
    found_by(world, world.somebody())


def found_by(world: World, person: Person) -> int:
    """A circle whose name is a canary too: outsiders must not learn that it exists."""
    word, now = world.canaries.fresh(), world.tick()
    handle = f"c{len(world.circles)}_{world.rng.randrange(10**9)}"
    circle = actions.create_circle(handle=handle, display_name=f"Circle {word}", by=person, now=now)
    world.canaries.bind(word, "circle", circle.pk)
    world.circles[circle.pk] = circle
    world.handles[circle.pk] = handle
    world.once_in_circle[circle.pk] = {person.pk}
    world.facts.beings[person.pk].joined_circles[circle.pk] = now
    key: int = circle.pk
    return key


def _open_circle(world: World) -> int | None:
    """A circle that still stands and has somebody awake in it."""
    standing = [key for key in world.circles if key not in world.facts.closed_owners]
    return world.rng.choice(standing) if standing else None


def _inside(world: World, circle: int) -> list[int]:
    """Who is listed."""
    return [key for key in world.people if circle in world.facts.beings[key].joined_circles]


def list_somebody(world: World) -> None:
    """The founder lists somebody else."""
    circle = _open_circle(world)
    outside = [key for key in world.people if circle not in world.facts.beings[key].joined_circles]
    if circle is not None and outside:
        let_in(world, circle, world.rng.choice(outside))


def let_in(world: World, circle: int, newcomer: int) -> None:
    """List somebody in the circle."""
    keeper, now = world.circles[circle].created_by, world.tick()
    actions.list_in_circle(circle=world.circles[circle], person=world.people[newcomer], by=keeper, now=now)
    world.facts.beings[newcomer].joined_circles[circle] = now
    world.once_in_circle[circle].add(newcomer)


def remove_somebody(world: World) -> None:
    """Somebody leaves or is removed; what was said there is closed to them from now on."""
    circle = _open_circle(world)
    if circle is None:
        return
    founder = world.circles[circle].created_by
    others = [key for key in _inside(world, circle) if key != founder.pk]
    if others:
        remove(world, circle, world.rng.choice(others))


def remove(world: World, circle: int, leaver: int) -> None:
    """List somebody there no longer."""
    founder = world.circles[circle].created_by
    actions.remove_from_circle(circle=world.circles[circle], person=world.people[leaver], by=founder, now=world.tick())
    del world.facts.beings[leaver].joined_circles[circle]


def close(world: World) -> None:
    """The circle ends; each post falls back to its author alone."""
    circle = _open_circle(world)
    if circle is not None:
        end(world, circle)


def end(world: World, circle: int) -> None:
    """Close the circle."""
    actions.close_circle(circle=world.circles[circle], by=world.circles[circle].created_by, now=world.tick())
    world.facts.closed_owners.add(circle)
