"""The circles that stand in the rail."""

from greenroom.people.models import Person


def rooms_of(person: Person) -> list[tuple[str, str, int]]:
    """Name, address and size of each circle in which the person is listed, by name."""
    from greenroom.social import queries

    return [(name, f"/@{handle}/", size) for name, handle, size in queries.rooms_of(person)]
