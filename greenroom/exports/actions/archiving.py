"""Asking for an archive, making it, and letting it go."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.exports import archive, files, queries
from greenroom.exports.actions import telling
from greenroom.exports.events import ArchiveAsked
from greenroom.exports.models import Export
from greenroom.kit import allowances, audit
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Identity, Person

MOST, WITHIN = 4, timedelta(days=1)
KEPT = timedelta(days=7)
NOTED = timedelta(days=30)
PATIENCE = timedelta(days=1)  # after which an archive that is not made yet is given up
State = Export.State


@transaction.atomic
def ask_archive(*, owner: Identity, by: Person, now: datetime) -> Export:
    """Have all that is somebody's, or an organisation's own, made into one file.

    Refuses anybody else's, an organisation that one does not own, a second one while one is being made, and more
    than four a day.
    """
    require_awake(by)
    _require_own(owner, by)
    export = Export(owner=owner, asked_by=by, asked_at=now, file_key=secrets.token_hex(16))
    insert(export)
    if not allowances.use(f"archive:{by.pk}", most=MOST, within=WITHIN, now=now):
        raise Refusal(
            _("You have asked for %(limit)d archives in a day. Wait until tomorrow."),
            code="too_many",
            params={"limit": MOST},
        )
    publish(ArchiveAsked(at=now, export_id=export.pk))
    audit.record(action="archive.asked", actor_id=by.pk, object_kind=owner.kind, object_id=owner.pk, now=now)
    return export


def build(export_id: int, *, now: datetime) -> None:
    """Make it; outside a transaction, since a long one takes minutes. Whoever is killed here is followed by another.

    Nothing is made for somebody who may not have it any more. What goes wrong is tried again with the errand.
    """
    rows = Export.objects.filter(pk=export_id, state__in=[State.WAITING, State.BUILDING])
    export = rows.select_related("owner", "asked_by__identity").first()
    if export is None or not rows.update(state=State.BUILDING):
        return
    if not _may_have(export):
        rows.update(state=State.FAILED)
        return
    path = files.path_of(export.file_key)
    archive.write(archive.contents_of(export.owner, reader=export.asked_by), path, now=now)
    with transaction.atomic():
        ready = {"state": State.READY, "ready_at": now, "expires_at": now + KEPT, "bytes": path.stat().st_size}
        if rows.filter(state=State.BUILDING).update(**ready):
            telling.write(export.asked_by, "archive_ready", None, now=now)
            return
    if not Export.objects.filter(pk=export_id, state=State.READY).exists():
        files.drop(export.file_key)  # its row was taken away meanwhile


@transaction.atomic
def tidy_archives(now: datetime) -> None:
    """Files go when their days are over, rows some weeks later; what could not be made for a day is given up."""
    over = Export.objects.filter(state=State.READY, expires_at__lte=now)
    over.update(state=State.GONE)
    for key in Export.objects.filter(state__in=[State.GONE, State.FAILED]).values_list("file_key", flat=True):
        files.drop(key)
    open_ones = Export.objects.filter(state__in=[State.WAITING, State.BUILDING])
    open_ones.filter(asked_at__lt=now - PATIENCE).update(state=State.FAILED)
    Export.objects.filter(state__in=[State.GONE, State.FAILED], asked_at__lt=now - NOTED).delete()
    known = set(Export.objects.values_list("file_key", flat=True))
    for key in files.keys() - known:
        files.drop(key)
    files.drop_unfinished(now - PATIENCE)


def _require_own(owner: Identity, by: Person) -> None:
    if owner.pk != by.pk and owner not in queries.houses_of(by):
        raise Refusal(_("Only the organisation's owners can do this."), code="not_yours")


def _may_have(export: Export) -> bool:
    return export.asked_by.is_active and (
        export.owner_id == export.asked_by_id or export.owner in queries.houses_of(export.asked_by)
    )
