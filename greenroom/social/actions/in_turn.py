"""What one identity does in one moment, one after the other, where it counts together."""

from greenroom.people.models import Identity


def take_turn(identity: Identity) -> None:
    """Wait until other deeds of this identity that take their turn are done, and keep later ones waiting until this is.

    First of all locks in a deed, so that two never wait for each other (on PostgreSQL; SQLite lets one writer in at
    a time).
    """
    list(Identity.objects.select_for_update(no_key=True).filter(pk=identity.pk).values_list("pk"))
