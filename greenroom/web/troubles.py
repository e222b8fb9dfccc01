"""Failures that are nobody's mistake: a full disk, a database that is busy or away, told apart by their signs."""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from django.db import Error as AnyDatabaseError

FULL_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
FULL_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
FULL_WORDS = ("disk is full", "readonly", "read-only", "no space left", "disk i/o", "writers' queue", "unable to open")
BUSY_WORDS = ("locked", "busy", "deadlock", "too many clients", "too many connections")
AWAY_WORDS = ("connection", "server closed", "could not connect", "shutting down", "starting up", "timeout")
STATES = {"53100": "full", "53300": "busy", "40P01": "busy", "55P03": "busy", "25006": "full"}  # PostgreSQL's codes


class Trouble(StrEnum):
    """What keeps the product from doing what was asked."""

    FULL = "full"
    BUSY = "busy"
    AWAY = "away"


def trouble_of(error: BaseException | None) -> Trouble | None:
    """The trouble behind an exception or behind what caused it; None for a mistake of ours."""
    for cause in _causes(error):
        found = _of_system(cause) or _of_code(cause) or _of_words(cause)
        if found:
            return found
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_system(error: BaseException) -> Trouble | None:
    return Trouble.FULL if isinstance(error, OSError) and error.errno in FULL_ERRNO else None


def _of_code(error: BaseException) -> Trouble | None:
    state = STATES.get(getattr(error, "sqlstate", None) or "")
    if state:
        return Trouble(state)
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in FULL_CODES:
        return Trouble.FULL
    return Trouble.BUSY if code in BUSY_CODES else None


def _of_words(error: BaseException) -> Trouble | None:
    """Only what a database said counts; a missing table is our mistake, not trouble."""
    if not isinstance(error, (AnyDatabaseError, sqlite3.Error)):
        return None
    words = str(error).lower()
    for trouble, signs in ((Trouble.FULL, FULL_WORDS), (Trouble.BUSY, BUSY_WORDS), (Trouble.AWAY, AWAY_WORDS)):
        if any(sign in words for sign in signs):
            return trouble
    return None
