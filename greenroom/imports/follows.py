"""Follows from a file of two columns: who, and whom."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path

from django.db import transaction

from greenroom.imports.handles import Names, UnfitHandleError
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.source import Lines
from greenroom.people import actions as people
from greenroom.people.models import Identity, Person
from greenroom.social import actions

BATCH = 2_000  # lines in one transaction
BETWEEN = re.compile(r"\s*[,;\t|]\s*|\s+")
FOLLOWERS = frozenset(["follower", "source", "from", "id_1", "who", "account", "user", "a", "node_1", "node1"])
FOLLOWED = frozenset(["followed", "follows", "following", "target", "to", "id_2", "whom", "b", "node_2", "node2"])


type Pair = tuple[int, str, str, str, str]  # line, handle and name of who, handle and name of whom


def import_file(path: Path, report: Report, *, mutual: bool, by: Person | None, now: datetime) -> None:
    """Store the follows of a file; ids that nobody has become unclaimed people.

    `mutual` reads each line in both directions. Refuses lines without two names, and people who follow themselves.
    """
    any_line = False
    for step, batch in enumerate(batched(pairs(path, report), BATCH, strict=False)):
        any_line = True
        # A millisecond holds 65,536 ids, and a file may hold more follows: each batch has one of its own.
        store(batch, report, mutual=mutual, by=by, now=now + timedelta(milliseconds=step))
    if not any_line and not report.refusals:
        raise UnusableFileError("The file has no follows in it.")


def pairs(path: Path, report: Report) -> Iterator[Pair]:
    """Each line as two handles with the names they stand for."""
    names, lines = Names(), Lines(path, report)
    turned, is_first = False, True
    for line in lines:
        cells = [cell.strip("\"' ") for cell in BETWEEN.split(line.strip().lstrip("\ufeff"))]
        if cells[0].startswith("#") or not any(cells):
            continue
        if is_first and (heading := direction(cells)):
            turned, is_first = heading < 0, False
            continue
        is_first = False
        if len(cells) < 2 or not cells[0] or not cells[1]:  # noqa: PLR2004 - who, and whom
            report.refuse(lines.number, "The line does not name two people.")
            continue
        who, whom = (cells[1], cells[0]) if turned else (cells[0], cells[1])
        try:
            pair = (lines.number, names.handle(who), who.removeprefix("@"), names.handle(whom), whom.removeprefix("@"))
        except UnfitHandleError as error:
            report.refuse(lines.number, str(error))
            continue
        yield pair


def direction(cells: list[str]) -> int:
    """1 for a line of column names, -1 when they stand the other way round, 0 when it is no such line."""
    one, other = cells[0].lower(), cells[1].lower() if len(cells) > 1 else ""
    if one in FOLLOWERS and other in FOLLOWED:
        return 1
    return -1 if one in FOLLOWED and other in FOLLOWERS else 0


@transaction.atomic
def store(batch: tuple[Pair, ...], report: Report, *, mutual: bool, by: Person | None, now: datetime) -> None:
    """Add the people of some lines who are missing, then the follows."""
    wanted = {
        handle: name
        for _, who, who_name, whom, whom_name in batch
        for handle, name in ((who, who_name), (whom, whom_name))
    }
    ids, added = identities(wanted, by=by, now=now)
    report.add("people", added)
    found: list[tuple[int, int]] = []
    for line, who, _, whom, _ in batch:
        if who == whom:  # the person is real all the same
            report.refuse(line, "Nobody follows themselves.")
            continue
        if who not in ids or whom not in ids:
            report.refuse(line, f"@{who if who not in ids else whom} is a circle and cannot follow or be followed.")
            continue
        found.append((ids[who], ids[whom]))
        if mutual:
            found.append((ids[whom], ids[who]))
    made, existing = actions.import_follows(found, by=by, now=now)
    report.add("follows", made)
    report.known += existing


def identities(wanted: dict[str, str], *, by: Person | None, now: datetime) -> tuple[dict[str, int], int]:
    """Ids by handle, and how many people were added for that; circles are left out."""
    known = people_and_houses(list(wanted))
    missing = {handle: name for handle, name in wanted.items() if handle not in known}
    if not missing:
        return known, 0
    added = people.add_people(names=missing, by=by, now=now)
    return known | added, len(added)


def people_and_houses(handles: list[str]) -> dict[str, int]:
    """Ids of the people and organisations among these handles, asked in parts that any database takes."""
    found: dict[str, int] = {}
    for part in batched(handles, 500, strict=False):
        rows = Identity.objects.filter(handle__in=part).exclude(kind=Identity.Kind.CIRCLE)
        found |= dict(rows.values_list("handle", "id"))
    return found
