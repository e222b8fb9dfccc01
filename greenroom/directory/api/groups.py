"""`/scim/v2/Groups`: the units of the token's organisation; a person is in one of them."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from greenroom.directory import actions, queries
from greenroom.directory.api import shapes
from greenroom.directory.api.door import Caller, scim
from greenroom.directory.api.filters import Ask, question, text_ask
from greenroom.directory.api.patching import operations
from greenroom.directory.api.replies import Declined, reply
from greenroom.directory.api.users import number, page_of
from greenroom.directory.models import Entry
from greenroom.directory.said import as_stored
from greenroom.people import actions as people
from greenroom.people import queries as people_queries
from greenroom.people.models import Unit

ATTRIBUTES: dict[str, Ask] = {"displayname": text_ask("name")}


@scim("GET", "POST")
def groups(caller: Caller) -> HttpResponse:
    """Find units, or make one."""
    if caller.method == "POST":
        sent, now = caller.body(), timezone.now()
        with transaction.atomic():
            name = _free(caller, shapes.words(sent.get("displayName")))
            unit = people.add_unit(organisation=caller.organisation, name=name, by=None, now=now)
            _put(caller, unit, _ids(sent.get("members")))
        shown = _shown(caller, unit)
        return reply(shown, status=201, Location=shown["meta"]["location"])
    rows: QuerySet[Unit] = people_queries.units_of(caller.organisation)
    if "filter" in caller.request.GET:
        rows = rows.filter(question(caller.request.GET["filter"], ATTRIBUTES))
    without = "members" in caller.request.GET.get("excludedAttributes", "")
    return reply(page_of(caller, rows, lambda unit: shapes.group(unit, [] if without else _members(caller, unit))))


@scim("GET", "PUT", "PATCH", "DELETE")
def group(caller: Caller, unit_id: str) -> HttpResponse:
    """One unit; those of other organisations are not there."""
    unit = people_queries.units_of(caller.organisation).filter(pk=number(unit_id, 0)).first()
    if unit is None or not unit_id.isdecimal():
        raise Declined(404, "There is no such resource.")
    now = timezone.now()
    with transaction.atomic():
        if caller.method == "DELETE":
            _take(caller, unit, {entry.pk for entry in _members(caller, unit)})
            people.remove_unit(unit=unit, by=None, now=now)
            return reply(None, status=204)
        if caller.method == "PUT":
            sent = caller.body()
            _rename(caller, unit, sent.get("displayName"))
            wanted = _ids(sent.get("members"))
            _take(caller, unit, {entry.pk for entry in _members(caller, unit)} - wanted)
            _put(caller, unit, wanted)
        if caller.method == "PATCH":
            _patch(caller, unit)
    return reply(_shown(caller, unit))


def _patch(caller: Caller, unit: Unit) -> None:
    """Members come and go, or the unit is called otherwise: each operation by itself, whatever else it names."""
    for kind, path, value in operations(caller.body()):
        given = value if isinstance(value, dict) and not path else {path: value}
        for name, part in given.items():
            if name.lower() == "displayname" and kind != "remove":
                _rename(caller, unit, part)
            elif name.lower().startswith("members"):
                _patch_members(caller, unit, kind, name, part)


def _patch_members(caller: Caller, unit: Unit, kind: str, path: str, value: Any) -> None:
    """`members`, with the people as value or, as Entra ID sends it, in the path: `members[value eq "7"]`."""
    named = path.partition('eq "')[2].partition('"')[0]
    wanted = _ids([{"value": named}] if named else value)
    there = {entry.pk for entry in _members(caller, unit)}
    if kind == "remove":
        _take(caller, unit, wanted & there if named or value else there)
        return
    if kind == "replace":
        _take(caller, unit, there - wanted)
    _put(caller, unit, wanted - there)


def _ids(sent: Any) -> set[int]:
    many = sent if isinstance(sent, list) else [sent]
    found = [shapes.words(one.get("value")) for one in many if isinstance(one, dict)]
    return {int(one) for one in found if one.isdecimal() and len(one) <= 18}  # noqa: PLR2004 - digits of an id


def _members(caller: Caller, unit: Unit) -> list[Entry]:
    return list(queries.entries_of(caller.organisation).filter(said__unit=unit.name, left_at__isnull=True))


def _shown(caller: Caller, unit: Unit) -> dict[str, Any]:
    return shapes.group(unit, _members(caller, unit))


def _put(caller: Caller, unit: Unit, wanted: set[int]) -> None:
    _say_unit(caller, wanted, unit.name)


def _take(caller: Caller, unit: Unit, gone: set[int]) -> None:  # noqa: ARG001 - reads as its twin
    _say_unit(caller, gone, "")


def _say_unit(caller: Caller, keys: set[int], name: str) -> None:
    """People of the organisation alone; somebody of elsewhere is not there and nothing becomes of it."""
    for entry in queries.entries_of(caller.organisation).filter(pk__in=keys).select_related("organisation__identity"):
        said = replace(as_stored(entry.said), unit=name)
        actions.change_entry(entry=entry, said=said, source=Entry.Source.SCIM, by=None, now=timezone.now())


def _free(caller: Caller, name: str) -> str:
    """The name, if no unit has it."""
    if people_queries.units_of(caller.organisation).filter(name=name).exists():
        raise Declined(409, "The organisation already has a unit of this name.", "uniqueness")
    return name


def _rename(caller: Caller, unit: Unit, sent: Any) -> None:
    name = shapes.words(sent)
    if not name or name == unit.name:
        return
    members = {entry.pk for entry in _members(caller, unit)}
    _free(caller, name)
    people.rename_unit(unit=unit, name=name, by=None, now=timezone.now())
    _say_unit(caller, members, unit.name)
