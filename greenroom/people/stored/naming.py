"""How somebody else is named in what a person takes along."""

from greenroom.people.models import Identity


def who(identity: Identity | None) -> dict[str, str] | None:
    """Handle and name; nobody for the suspended, who are as good as absent."""
    if identity is None or identity.suspended_at is not None:
        return None
    return {"handle": identity.handle, "name": identity.display_name}
