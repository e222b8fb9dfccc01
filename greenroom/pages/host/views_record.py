"""The record of what was done: who did what to whom, and whether the chain holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.kit import audit
from greenroom.kit.models import AuditEntry
from greenroom.kit.numbers import written
from greenroom.kit.sealing import UnreadableError
from greenroom.pages.host.deeds import DEEDS
from greenroom.pages.host.forms import RecordForm
from greenroom.people.models import Identity
from greenroom.people.queries import identity_by_handle
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page

PAGE_SIZE = 50
AT_ONCE = 100_000  # entries that a page walks; more are for the console
SOMEBODY = ("person", "organisation", "circle")


@dataclass(frozen=True)
class Line:
    """One entry as a host reads it. `words` is empty where the person it was about is erased."""

    entry: AuditEntry
    deed: str
    who: Identity | None
    about: Identity | None
    words: list[tuple[str, str]]
    is_erased: bool


@host_page
@require_GET
def record(request: MemberRequest) -> HttpResponse:
    """The entries, the latest first, narrowed to a kind, a person or a time."""
    form = RecordForm(request.GET or None)
    entries = _narrowed(form) if form.is_valid() or not form.is_bound else AuditEntry.objects.none()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < len(str(2**63)):
        entries = entries.filter(sequence__lt=int(before))
    shown = list(entries.select_related("key").order_by("-sequence")[: PAGE_SIZE + 1])
    more = len(shown) > PAGE_SIZE
    seen = AuditEntry.objects.filter(action="record.verified").order_by("-sequence")[:1]
    context = {
        "form": form,
        "lines": lines_of(shown[:PAGE_SIZE]),
        "last": shown[PAGE_SIZE - 1].sequence if more else None,
        "seen": next(iter(lines_of(seen)), None),
        "part": "record",
    }
    return page(request, "pages/host/record.html", context, status=422 if form.is_bound and form.errors else 200)


def _narrowed(form: RecordForm) -> QuerySet[AuditEntry]:
    entries, wanted = AuditEntry.objects.all(), form.cleaned_data if form.is_bound else {}
    if wanted.get("kind"):
        entries = entries.filter(action=wanted["kind"])
    if handle := wanted.get("who"):
        found = identity_by_handle(handle, include_suspended=True)
        key = found.pk if found else 0
        entries = entries.filter(Q(actor_id=key) | Q(object_kind__in=SOMEBODY, object_id=key))
    if wanted.get("since"):
        entries = entries.filter(at__gte=_midnight(wanted["since"]))
    if wanted.get("until"):
        entries = entries.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
    return entries


def _midnight(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def lines_of(entries: Iterable[AuditEntry]) -> list[Line]:
    """With names; two queries for all of them."""
    entries = list(entries)
    keys = {key for entry in entries for key in (entry.actor_id, entry.object_id, entry.on_behalf_of_id) if key}
    known = Identity.objects.in_bulk(keys)
    return [_line(entry, known) for entry in entries]


def _line(entry: AuditEntry, known: dict[int, Identity]) -> Line:
    is_somebody = entry.object_kind in SOMEBODY
    about = known.get(entry.object_id or 0) if is_somebody else known.get(entry.on_behalf_of_id or 0)
    try:
        payload = audit.payload_of(entry)
    except UnreadableError:
        payload = {"": gettext("sealed under another secret key")}
    words = [(name.replace("_", " "), str(value)[:500]) for name, value in (payload or {}).items() if value != ""]
    deed = str(DEEDS.get(entry.action, entry.action))
    return Line(entry, deed, known.get(entry.actor_id or 0), about, words, is_erased=payload is None)


@host_page
@require_POST
def verify(request: MemberRequest) -> HttpResponse:
    """Walk the chain now, and note that somebody did."""
    last = AuditEntry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    if last > AT_ONCE:
        messages.error(request, gettext("The record is too long for a page: run “greenroom audit verify”."))
        return redirect("host-record")
    verdict = audit.verify()
    with transaction.atomic():
        audit.record(
            action="record.verified",
            actor_id=request.person.pk,
            payload={"entries": verdict.entries, "faults": len(verdict.faults)},
            now=timezone.now(),
        )
    if verdict.faults:
        first = verdict.faults[0].sequence
        messages.error(request, gettext("The record does not hold at entry %(number)d.") % {"number": first})
    else:
        sentence = ngettext("%(number)s entry holds.", "All %(number)s entries hold.", verdict.entries)
        messages.success(request, sentence % {"number": written(verdict.entries)})
    return redirect("host-record")
