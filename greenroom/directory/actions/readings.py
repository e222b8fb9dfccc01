"""Reading a people file: looked at first, then taken in by steps, so that a worker that is killed goes on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from greenroom.directory import queries
from greenroom.directory.actions import entries, reporting_lines
from greenroom.directory.models import Entry, Reading
from greenroom.directory.planning import Change, Kind, Plan, plan
from greenroom.kit import audit
from greenroom.kit.deadlines import Payload, falls_due, set_deadline
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_manager
from greenroom.people.models import Organisation, Person

AT_ONCE = 100  # people in one transaction
MOST_KEPT = 1_000  # refused lines that are kept with their sentence; all are counted
State = Reading.State
WAITING = (State.SHOWN, State.STOPPED)


@transaction.atomic
def show_file(
    *,
    organisation: Organisation,
    file: str,
    content: bytes,
    columns: Mapping[str, str] | None = None,
    by: Person | None,
    now: datetime,
) -> Reading:
    """Note what the file would change, and change nothing. Refuses a file that cannot be used as a whole."""
    require_manager(by, organisation, now=now)
    used = dict(queries.arrangement_of(organisation).columns if columns is None else columns)
    made = plan(organisation, content, columns=used)
    _drop(Reading.objects.filter(organisation=organisation, state__in=WAITING), now=now)
    reading = Reading(
        organisation=organisation,
        file=file[-120:],
        content=content,
        columns=used,
        state=State.STOPPED if _is_too_much(organisation, made) else State.SHOWN,
        by=by,
        read_at=now,
        counts=made.counts(),
    )
    for line, refusal in made.refused:
        _keep(reading, line, refusal)
    reading.save(force_insert=True)
    return reading


@transaction.atomic
def take_reading(*, reading: Reading, by: Person | None, now: datetime, at_once: bool = False) -> None:
    """Say yes to what was shown: a worker takes it in from here; with `at_once` the caller does, by `go_on`.

    Refuses a second yes, and where more people would leave by now than were shown.
    """
    require_manager(by, reading.organisation, now=now)
    begun = dict.fromkeys(map(str, Kind), 0) | {name: reading.counts.get(name, 0) for name in ("same", "refused")}
    waiting = Reading.objects.filter(pk=reading.pk, state__in=WAITING)
    if not waiting.update(state=State.UNDER_WAY, by=by, counts=begun):
        raise Refusal(_("This file has been taken or dropped already."), code="settled")
    made = plan(reading.organisation, bytes(reading.content), columns=reading.columns)
    if made.counts()["left"] > reading.counts.get("left", 0):
        raise Refusal(_("The directory has changed in the meantime. Look at the file once more."), code="changed")
    reading.state = State.UNDER_WAY
    if not at_once:
        set_deadline(go_on_reading, key=f"{reading.pk}:0", due_at=now, payload={"reading": reading.pk, "step": 0})


@transaction.atomic
def drop_reading(*, reading: Reading, by: Person | None, now: datetime) -> None:
    """Say no: the file is forgotten."""
    require_manager(by, reading.organisation, now=now)
    if not _drop(Reading.objects.filter(pk=reading.pk, state__in=WAITING), now=now):
        raise Refusal(_("This file has been taken or dropped already."), code="settled")


@transaction.atomic
def note_unusable(*, organisation: Organisation, file: str, refusal: Refusal, now: datetime) -> Reading:
    """Keep that a file lay there which could not be used at all."""
    reading = Reading(organisation=organisation, file=file, state=State.REFUSED, read_at=now, settled_at=now)
    _keep(reading, 0, refusal)
    reading.counts = {"refused": 1}
    reading.save(force_insert=True)
    return reading


@falls_due
def go_on_reading(payload: Payload, *, now: datetime) -> None:
    """The next step of a reading, and a deadline for the one after it."""
    number, step = int(payload["reading"]), int(payload["step"]) + 1
    if go_on(number, now=now):
        set_deadline(go_on_reading, key=f"{number}:{step}", due_at=now, payload={"reading": number, "step": step})


@transaction.atomic
def go_on(number: int, *, now: datetime) -> bool:
    """Take in the next hundred people of a reading; false when it is over."""
    if not Reading.objects.filter(pk=number, state=State.UNDER_WAY).update(state=State.UNDER_WAY):
        return False
    reading = Reading.objects.select_related("organisation__identity", "by").get(pk=number)
    try:
        require_manager(reading.by, reading.organisation, now=now)
    except ValidationError as refusal:  # whoever said yes has lost the right since
        reading.state, reading.settled_at, reading.content = State.REFUSED, now, b""
        _keep(reading, 0, refusal)
        reading.save()
        return False
    made = plan(reading.organisation, bytes(reading.content), columns=reading.columns)
    skipped = set(reading.skipped)
    left = [change for change in made.changes if change.said.key not in skipped]
    for change in left[:AT_ONCE]:
        _take(reading, change, now=now)
    is_over = not left and not _set_managers(reading, made, now=now)
    if is_over:
        _finish(reading, now=now)
    reading.save(update_fields=["counts", "refused", "skipped", "state", "settled_at", "content"])
    return not is_over


def _take(reading: Reading, change: Change, *, now: datetime) -> None:
    """One person, or a sentence why not."""
    try:
        with transaction.atomic():
            _perform(reading, change, now=now)
    except ValidationError as refusal:
        _refuse(reading, change, refusal)
    else:
        reading.counts[change.kind.value] += 1


def _perform(reading: Reading, change: Change, *, now: datetime) -> None:
    organisation, by = reading.organisation, reading.by
    if change.entry is None:
        entries.add_entry(
            organisation=organisation,
            source=Entry.Source.FILE,
            said=change.said,
            invites=queries.arrangement_of(organisation).invites,
            by=by,
            now=now,
        )
    elif change.kind is Kind.LEFT:
        entries.end_entry(entry=change.entry, by=by, now=now)
    elif change.kind is Kind.RETURNED:
        invites = queries.arrangement_of(organisation).invites
        entries.return_entry(entry=change.entry, said=change.said, invites=invites, by=by, now=now)
    else:
        entries.change_entry(entry=change.entry, said=change.said, by=by, now=now)


def _set_managers(reading: Reading, made: Plan, *, now: datetime) -> bool:
    """Put the reporting lines right, a hundred at once; true when some were."""
    wrong, unknown = reporting_lines.to_set(reading.organisation)
    for entry, manager in wrong[:AT_ONCE]:
        reporting_lines.set_line(entry=entry, manager=manager, by=reading.by, now=now)
    if not wrong:
        for entry in unknown:
            say = _("The manager “%(manager)s” is not in the directory. The rest of the line is taken.")
            words = {"manager": entry.said["manager"]}
            _keep(reading, made.lines.get(entry.external_id, 0), Refusal(say, code="manager_unknown", params=words))
    return bool(wrong)


def _finish(reading: Reading, *, now: datetime) -> None:
    """Over: the file itself is forgotten, who was in it is noted as seen."""
    there = Entry.objects.filter(organisation=reading.organisation, source=Entry.Source.FILE, left_at__isnull=True)
    there.update(seen_at=now)
    reading.state, reading.settled_at, reading.content = State.DONE, now, b""
    audit.record(
        action="directory.read",
        actor_id=reading.by_id,
        on_behalf_of_id=reading.organisation_id,
        object_kind="reading",
        object_id=reading.pk,
        payload=dict(reading.counts),
        now=now,
    )


def _refuse(reading: Reading, change: Change, refusal: ValidationError) -> None:
    """Note what an action declined; the person is not tried again in this reading."""
    reading.skipped.append(change.said.key)
    reading.counts["refused"] += 1
    first = next(iter(refusal.error_list if hasattr(refusal, "error_list") else _flat(refusal)))
    _keep(reading, change.line, first, about=change.said.name)


def _flat(refusal: ValidationError) -> list[ValidationError]:
    return [one for many in refusal.error_dict.values() for one in many]


def _keep(reading: Reading, line: int, refusal: ValidationError, *, about: str = "") -> None:
    """A line with its sentence in English and what fills it: each reader gets it in their own language."""
    if len(reading.refused) < MOST_KEPT:
        with translation.override("en"):
            words: dict[str, Any] = {
                name: value if isinstance(value, int) else str(value) for name, value in (refusal.params or {}).items()
            }
            reading.refused.append({"line": line, "about": about, "say": str(refusal.message), "with": words})


def _is_too_much(organisation: Organisation, made: Plan) -> bool:
    return made.leaves_too_many(queries.arrangement_of(organisation).most_leaving)


def _drop(waiting: Any, *, now: datetime) -> int:
    dropped: int = waiting.update(state=State.DROPPED, content=b"", settled_at=now)
    return dropped
