"""Deeds that begin in the same moment, each with a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

ROUNDS = 8  # of two deeds at once: a race is lost most times, not each time


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed returned, or the code of its refusal, when all begin in the same moment; in threads."""
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        connection.ensure_connection()
        start.wait()
        try:
            return done_in_memory(deed)
        except ValidationError as refusal:
            return getattr(refusal, "code", None) or "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def done_in_memory(deed: Callable[[], object]) -> object:
    """Do the deed, again where the tests' SQLite in memory refuses it: a writer that meets a reader waits in a file."""
    while True:
        try:
            return deed()
        except OperationalError as error:
            if "database table is locked" not in str(error):
                raise
