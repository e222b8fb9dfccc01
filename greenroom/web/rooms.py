"""The circles that stand in the rail."""

from greenroom.people.models import Person


def rooms_of(person: Person) -> list[tuple[str, str, int]]:
    """Name, address and size of each circle in which the person is listed, by name."""
    from greenroom.social import queries

    return [
        (line.identity.display_name, f"/@{line.identity.handle}/", line.members) for line in queries.circles_of(person)
    ]
