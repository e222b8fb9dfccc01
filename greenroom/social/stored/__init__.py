"""What the social core stores about somebody: read for the archive as the person reads, erased kind by kind."""

from greenroom.people.belongings import register, register_of_houses
from greenroom.social.stored import (
    circles,
    drafts,
    houses,
    letters,
    links,
    named,
    notices,
    posts,
    reactions,
    reports,
    shelves,
    ties,
)

ROOMS = (posts, drafts, reactions, links, letters, named, ties, shelves, circles, notices, reports)


def register_all() -> None:
    """Called once at the start."""
    for room in ROOMS:
        register(*room.KINDS)
    register_of_houses(*houses.KINDS)
