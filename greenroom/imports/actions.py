"""Bringing an archive along by the pages: begun, stopped and gone on with by its owner, stored step by step."""

import errno
import time
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import msgspec
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.imports import items, shelf
from greenroom.imports.archives import Archive, opened
from greenroom.imports.bringing import lay_out
from greenroom.imports.keeping import Keeper, batches
from greenroom.imports.models import ImportRun, RefusedItem
from greenroom.imports.report import UnusableFileError
from greenroom.imports.tally import Tally
from greenroom.kit import errands
from greenroom.kit.deadlines import set_deadline
from greenroom.kit.models import Errand
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience

State = ImportRun.State
CHOSEN = {"public": Audience.PUBLIC, "followers": Audience.FOLLOWERS, "network": Audience.NETWORK}
STEP = 5.0  # seconds of one errand; others get their turn between two
MOST_KEPT = 10_000  # refused items that are kept with their sentence; all are counted


class MovedOnError(Exception):
    """The run is no more as this worker knows it: stopped, or in another's hands."""


def begin_import(
    *, kind: str, upload: BinaryIO, name: str, audience: str = "network", by: Person, now: datetime
) -> ImportRun:
    """Keep an archive of one's own, for a worker to bring in. Takes a while; call it outside a transaction.

    `audience` is for what the archive says none for. Refuses a second one at the same time, and what is too large.
    """
    require_awake(by)
    if kind not in ImportRun.Kind.values or audience not in CHOSEN:
        raise Refusal(_("Choose whose archive it is, and who may read what it says no readers for."), code="unclear")
    run = ImportRun(owner=by, kind=kind, audience_id=CHOSEN[audience], name=name.strip()[-120:] or "archive")
    run.created_at = now
    if ImportRun.objects.filter(owner=by, state__in=ImportRun.OPEN).exists():
        raise _one_at_a_time()
    run.folder = shelf.put(upload)
    try:
        _kept(run, now)
    except BaseException:
        shelf.drop(run.folder)
        raise
    return run


@transaction.atomic
def stop_import(*, run: ImportRun, by: Person, now: datetime) -> None:
    """Let it rest; what is stored stays. Refuses everybody but its owner, and what is over."""
    _require_own(run, by)
    if not ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.OPEN).update(state=State.STOPPED, ended_at=now):
        raise Refusal(_("This import is over already."), code="over")


@transaction.atomic
def resume_import(*, run: ImportRun, by: Person, now: datetime) -> None:
    """Go on where it was stopped. Refuses everybody but its owner, what was not stopped, and a second one at once."""
    _require_own(run, by)
    state = State.RUNNING if run.is_laid_out else State.WAITING
    if not shelf.archive(run.folder).exists():
        raise Refusal(_("The archive is not here any more. Bring it once more: nothing is stored twice."), code="gone")
    try:
        with transaction.atomic():
            stopped = ImportRun.objects.filter(pk=run.pk, state=State.STOPPED)
            found = stopped.update(state=state, ended_at=None, why="")
    except IntegrityError:
        raise _one_at_a_time() from None
    if not found:
        raise Refusal(_("This import is over already."), code="over")
    _go_on_soon(ImportRun.objects.get(pk=run.pk), now=now)


def go_on_importing(payload: dict[str, Any], *, now: datetime) -> None:
    """One step of a run, and an errand for the next. Makes its own commits: reading pictures takes its time."""
    run = ImportRun.objects.select_related("owner__identity", "audience").filter(pk=payload["run"]).first()
    if run is None or not run.is_open:
        return
    with translation.override(run.owner.language):
        try:
            require_awake(run.owner)
            with opened(shelf.archive(run.folder), shelf.unpacked(run.folder)) as archive:
                _step(run, archive, now=now)
        except MovedOnError:
            return
        except UnusableFileError as error:
            _end(run, State.REFUSED, str(error), now=now)
        except ValidationError as refusal:
            _end(run, State.STOPPED, " ".join(refusal.messages), now=now)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            _end(run, State.STOPPED, _("The disk of this network is full. Tell your host, then go on."), now=now)


def _perform(errand: Errand, now: datetime) -> None:
    go_on_importing(msgspec.json.decode(errand.payload), now=now)


errands.register(errands.name_of(go_on_importing), _perform, outside=True)


def _step(run: ImportRun, archive: Archive, *, now: datetime) -> None:
    """Read the whole archive, or store some of it."""
    laid_out = shelf.items(run.folder)
    if not run.is_laid_out:
        tally = Tally()
        _source, total = lay_out(run.kind, archive, laid_out, tally, brings_others=False)
        _note(run, tally, from_position=0, state=State.RUNNING, is_laid_out=True, total=total)
        _soon_again(run, now=now)
        return
    keeper = Keeper(
        network=run.kind, archive=archive, author_of=lambda _name: _author(run), audience=run.audience, by=run.owner
    )
    ends_at = time.monotonic() + STEP
    for batch, place in batches(items.read(laid_out, since=run.position)):
        _keep(keeper, run, batch, place, now=now)
        if time.monotonic() > ends_at:
            _soon_again(run, now=now)
            return
    _end(run, State.DONE, "", now=now)


def _keep(keeper: Keeper, run: ImportRun, batch: list[items.Item], place: int, *, now: datetime) -> None:
    """Store a batch, and in the same transaction how far the run is: two workers never store the same stretch."""
    position = run.position

    def note(tally: Tally) -> None:
        _note(run, tally, from_position=position, position=place, done=run.done + len(batch))

    keeper.keep(batch, now=now, afterwards=note)


def _note(run: ImportRun, tally: Tally, *, from_position: int, **to: Any) -> None:
    """Write what was done beside what was there before. Raises where the run has moved on meanwhile."""
    with transaction.atomic():
        kept = [
            RefusedItem(run=run, number=run.refused + number, place=where[:200], why=why)
            for number, (where, why) in enumerate(tally.refused, start=1)
            if run.refused + number <= MOST_KEPT
        ]
        figures = {
            "counts": _added(run.counts, tally.counts),
            "notes": _added(run.notes, tally.notes),
            "known": run.known + tally.known,
            "refused": run.refused + len(tally.refused),
        }
        known = ImportRun.objects.filter(pk=run.pk, state=run.state, position=from_position)
        if not known.update(**figures, **to):
            raise MovedOnError
        RefusedItem.objects.bulk_create(kept, batch_size=500)
    for name, value in {**figures, **to}.items():
        setattr(run, name, value)


def _added(before: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    return {name: before.get(name, 0) + more.get(name, 0) for name in {**before, **more}}


def _author(run: ImportRun) -> Identity:
    return run.owner.identity


def _end(run: ImportRun, state: ImportRun.State, why: str, *, now: datetime) -> None:
    """Note the end; the files of what cannot be gone on with go afterwards, or are swept."""
    if not ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=state, why=why, ended_at=now):
        raise MovedOnError
    if state != State.STOPPED:
        shelf.drop(run.folder)


@transaction.atomic
def _soon_again(run: ImportRun, *, now: datetime) -> None:
    _go_on_soon(run, now=now)


def _go_on_soon(run: ImportRun, *, now: datetime) -> None:
    """An errand for the next step, named by where it begins: of two that begin alike there is one."""
    key = f"{run.pk}:{run.position}:{int(run.is_laid_out)}:{int(now.timestamp())}"
    set_deadline(go_on_importing, key=key, due_at=now, payload={"run": run.pk})


@transaction.atomic
def _kept(run: ImportRun, now: datetime) -> None:
    require_awake(run.owner)  # once more: an upload takes its time
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise _one_at_a_time() from None
    _go_on_soon(run, now=now)


def _require_own(run: ImportRun, by: Person) -> None:
    require_awake(by)
    if run.owner_id != by.pk:
        raise Refusal(_("You can act only as yourself or as an organisation that you speak for."), code="not_you")


def _one_at_a_time() -> Refusal:
    return Refusal(_("An archive of yours is being read already. Wait until it is done."), code="one_at_a_time")


def sweep(now: datetime, *, kept: timedelta, stopped_for: timedelta) -> None:
    """Delete runs that are long over, stopped ones that nobody went on with, and files that no run needs."""
    ImportRun.objects.filter(state__in=(State.DONE, State.REFUSED), ended_at__lt=now - kept).delete()
    ImportRun.objects.filter(state=State.STOPPED, ended_at__lt=now - kept).delete()
    needed = ImportRun.objects.filter(state__in=ImportRun.OPEN) | ImportRun.objects.filter(
        state=State.STOPPED, ended_at__gte=now - stopped_for
    )
    folders = set(needed.values_list("folder", flat=True))
    for key in shelf.keys_older_than(now - timedelta(days=1)):
        if key not in folders:
            shelf.drop(key)
