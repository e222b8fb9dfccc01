"""Inserting a row whose rules are constraints: of two in the same moment one is refused, none fails."""

from django.db import IntegrityError, transaction
from django.db.models import Model


def insert(row: Model) -> None:
    """Check a new row by its own rules and store it.

    A twin that came in between check and insert is met by the constraint; the row is then refused in the words
    of the check. What no check explains is raised as it is.
    """
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        row.full_clean()  # the twin is stored by now: the database waited for it
        raise
