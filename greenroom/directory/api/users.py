"""`/scim/v2/Users`: the people of the token's organisation."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from greenroom.directory import actions, queries
from greenroom.directory.api import shapes
from greenroom.directory.api.door import Caller, scim
from greenroom.directory.api.filters import Ask, question, text_ask
from greenroom.directory.api.patching import patched
from greenroom.directory.api.replies import MOST_RESULTS, Declined, listed, reply
from greenroom.directory.models import Entry
from greenroom.directory.said import as_stored

DEFAULT_COUNT = 100


def _active(operator: str, value: str) -> Q:
    if operator != "eq" or value.lower() not in {"true", "false"}:
        raise Declined(400, "This filter is not supported.", "invalidFilter")
    return Q(left_at__isnull=value.lower() == "true")


ATTRIBUTES: dict[str, Ask] = {
    "username": text_ask("user_name"),
    "externalid": text_ask("external_id", folds=False),
    "emails": text_ask("said__email"),
    "emails.value": text_ask("said__email"),
    "displayname": text_ask("said__name"),
    "active": _active,
}


@scim("GET", "POST")
def users(caller: Caller) -> HttpResponse:
    """Find people, or take somebody in."""
    if caller.method == "POST":
        return _create(caller)
    rows = queries.entries_of(caller.organisation)
    if "filter" in caller.request.GET:
        rows = rows.filter(question(caller.request.GET["filter"], ATTRIBUTES))
    return reply(page_of(caller, rows, shapes.user))


def page_of(caller: Caller, rows: QuerySet[Any], shape: Any) -> dict[str, Any]:
    """The part of a list that was asked for; `startIndex` counts from 1."""
    start = max(number(caller.request.GET.get("startIndex"), 1), 1)
    count = min(max(number(caller.request.GET.get("count"), DEFAULT_COUNT), 0), MOST_RESULTS)
    found = [shape(row) for row in rows[start - 1 : start - 1 + count]]
    return listed(found, total=rows.count(), start=start)


def number(typed: str | None, default: int) -> int:
    """A whole number of a query, within what databases know."""
    try:
        return min(int(typed), 2**31) if typed else default
    except ValueError:
        return default


def _create(caller: Caller) -> HttpResponse:
    sent = caller.body()
    now = timezone.now()
    with transaction.atomic():
        entry = actions.add_entry(
            organisation=caller.organisation,
            source=Entry.Source.SCIM,
            said=shapes.said_by(sent),
            invites=queries.arrangement_of(caller.organisation).invites,
            is_active=shapes.is_active(sent, before=True),
            by=None,
            now=now,
        )
        if entry.said["manager"]:
            actions.settle(caller.organisation, now=now)
    shown = shapes.user(entry)
    return reply(shown, status=201, Location=shown["meta"]["location"])


@scim("GET", "PUT", "PATCH", "DELETE")
def user(caller: Caller, entry_id: str) -> HttpResponse:
    """One person: look, change, let go. People of other organisations are not there."""
    entry = _entry(caller, entry_id)
    if caller.method == "DELETE":
        actions.forget_entry(entry=entry, by=None, now=timezone.now())
        return reply(None, status=204)
    if caller.method == "GET":
        return reply(shapes.user(entry))
    body = caller.body()
    sent = patched(shapes.user(entry), body) if caller.method == "PATCH" else body
    return reply(shapes.user(_change(caller, entry, sent)))


def _entry(caller: Caller, entry_id: str) -> Entry:
    wanted = number(entry_id, 0) if not entry_id.isdecimal() or len(entry_id) > 18 else int(entry_id)  # noqa: PLR2004
    entry = queries.entries_of(caller.organisation).filter(pk=wanted).select_related("organisation__identity").first()
    if entry is None:
        raise Declined(404, "There is no such resource.")
    return entry


def _change(caller: Caller, entry: Entry, sent: dict[str, Any]) -> Entry:
    """What is said now, and whether they are there."""
    before, now = as_stored(entry.said), timezone.now()
    said = shapes.said_by(sent, before=before)
    active = shapes.is_active(sent, before=entry.left_at is None)
    source = Entry.Source.SCIM
    with transaction.atomic():
        if active and entry.left_at is not None:
            invites = queries.arrangement_of(caller.organisation).invites
            actions.return_entry(entry=entry, said=said, invites=invites, source=source, by=None, now=now)
        else:
            actions.change_entry(entry=entry, said=said, source=source, by=None, now=now)
            if not active:
                actions.end_entry(entry=entry, by=None, now=now)
        if said.manager != before.manager or entry.left_at is not None:
            actions.settle(caller.organisation, now=now)
    entry.refresh_from_db()
    return entry
