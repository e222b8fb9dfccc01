"""What this room stores about somebody, and what others store that has no room of its own: sign-in, mail, audit."""

from greenroom.people.belongings import register, register_of_houses
from greenroom.people.stored import account, audit, belonging, houses, letters, sign_in


def register_all() -> None:
    """Called once at the start."""
    register(*account.KINDS, *belonging.KINDS, *sign_in.KINDS, *letters.KINDS, *audit.KINDS)
    register_of_houses(*houses.KINDS)
