"""Checks by their codes: each looks at one thing, and says what it found and what mends it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import Error as AnyDatabaseError
from django.db import connection, transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """Something is wrong: its stable code, what was found, and one command or setting that mends it."""

    code: str
    found: str
    mend: str


type Look = Callable[[datetime], Iterator[str]]


@dataclass(frozen=True)
class Check:
    """One thing that is looked at; `look` gives a sentence for each trouble it finds."""

    code: str
    mend: str
    look: Look
    reads_rows: bool


CHECKS: dict[str, Check] = {}


def check(code: str, *, mend: str, reads_rows: bool = True) -> Callable[[Look], Look]:
    """Register a check; one that `reads_rows` is left out while the database is away or behind."""

    def remember(look: Look) -> Look:
        if code in CHECKS:
            raise TypeError(f"Two checks are called {code}.")
        CHECKS[code] = Check(code, mend, look, reads_rows)
        return look

    return remember


def examine(now: datetime) -> list[Finding]:
    """Everything that is wrong now, in the order of the codes; never raises.

    What needs rows is asked only where the database answers and has this version's tables: else there is one finding.
    """
    machine = [finding for one in _sorted(reads_rows=False) for finding in _asked(one, now)]
    if any(finding.code in {"database-away", "database-behind"} for finding in machine):
        return machine
    return machine + [finding for one in _sorted(reads_rows=True) for finding in _asked(one, now)]


def _sorted(*, reads_rows: bool) -> list[Check]:
    return sorted((one for one in CHECKS.values() if one.reads_rows == reads_rows), key=lambda one: one.code)


def _asked(one: Check, now: datetime) -> list[Finding]:
    """The findings of a check. One that breaks is a finding itself, so that the others are heard."""
    try:
        if one.reads_rows:
            with transaction.atomic():
                return [Finding(one.code, found, one.mend) for found in one.look(now)]
        return [Finding(one.code, found, one.mend) for found in one.look(now)]
    except AnyDatabaseError as error:
        connection.close_if_unusable_or_obsolete()
        return [Finding(one.code, f"This could not be looked at: {type(error).__name__}.", one.mend)]
    except Exception as error:
        log.exception("check %s", one.code)
        return [Finding(one.code, f"This could not be looked at: {type(error).__name__}.", one.mend)]
