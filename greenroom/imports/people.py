"""People from a table with named columns."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property

from greenroom.imports.handles import UnfitHandleError, handle_from
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.source import Row, require_columns, table
from greenroom.kit import text
from greenroom.people import actions
from greenroom.people.models import Identity, Organisation, Person

BATCH = 200  # rows in one transaction
HANDLE = ("handle", "username", "user", "account", "screen_name", "twitter", "id")
NAME = ("name", "display_name", "displayname", "full_name", "official_full", "page_name")
FIRST, LAST = (
    ("first_name", "first", "firstname", "vorname", "prénom"),
    ("last_name", "last", "lastname", "nachname", "nom"),
)
EMAIL = ("email", "e_mail", "mail", "email_address")
TITLE = ("title", "byline", "job_title", "position", "role")
HOUSE = ("organisation", "organization", "company", "employer", "agency")
ABOUT = ("summary", "bio", "about")
LANGUAGE = ("language", "lang", "locale")
NETWORK = ("network", "member")
YES = frozenset(["1", "y", "yes", "true", "member", "ja", "oui", "x"])


def import_file(path: Path, report: Report, *, by: Person | None, now: datetime) -> None:
    """Add the people of a file who are not here yet; nobody can sign in as them until an invitation is accepted.

    Needs the columns handle and name; knows e-mail, title, organisation, summary, language and network.
    """
    rows = table(path, report)
    columns = next(rows)
    require_columns(columns, {"handle": HANDLE, "name": (*NAME, *LAST)})
    crowd = Crowd(report, by=by, now=now)
    any_row = False
    for batch in batched(rows, BATCH, strict=False):
        any_row = True
        crowd.take(batch)
    if not any_row and not report.refusals:
        raise UnusableFileError("The file has no people in it, only column names.")


class Crowd:
    """The people of one file: each handle once."""

    def __init__(self, report: Report, *, by: Person | None, now: datetime) -> None:
        self.report, self.by, self.now = report, by, now
        self.seen: dict[str, int] = {}  # handle to line

    @cached_property
    def houses(self) -> dict[str, Organisation]:
        """Organisations by handle and by folded name."""
        rows = Organisation.objects.filter(closed_at__isnull=True).select_related("identity")
        return {key: row for row in rows for key in (row.identity.handle, text.fold(row.identity.display_name))}

    @transaction.atomic
    def take(self, rows: Sequence[Row]) -> None:
        """Add the people of some rows, or say why not."""
        handles = [self.handle(row) for row in rows]
        known = {row.handle: row for row in Identity.objects.filter(handle__in=[one for one in handles if one])}
        for row, handle in zip(rows, handles, strict=True):
            try:
                with transaction.atomic():
                    self.require_once(handle, row)
                    self.add_or_name(known.get(handle), handle, row)
            except UnfitHandleError as error:
                self.report.refuse(row.line, str(error))
            except ValidationError as refusal:
                self.report.refuse(row.line, " ".join(refusal.messages))

    def handle(self, row: Row) -> str:
        """The row's handle; empty when it is none."""
        try:
            return handle_from(row.first(HANDLE))
        except UnfitHandleError:
            return ""

    def require_once(self, handle: str, row: Row) -> None:
        """Refuse what is no handle, and one that stands in the file already."""
        handle = handle or handle_from(row.first(HANDLE))
        if handle in self.seen:
            raise UnfitHandleError(f"@{handle} stands in line {self.seen[handle]} already.")
        self.seen[handle] = row.line

    def add_or_name(self, known: Identity | None, handle: str, row: Row) -> None:
        """Add who is missing; somebody known by a bare handle gets the name that the file has."""
        if known is None:
            self.add(handle, row)
            self.report.add("people")
            return
        if known.kind != Identity.Kind.PERSON:
            raise ValidationError(f"The handle @{handle} is taken by “{known.display_name}”.")
        self.report.known += 1
        if known.display_name == handle and not known.person.is_claimed and (name := name_of(row)):
            actions.update_profile(person=known.person, display_name=name, by=None, now=self.now)

    def add(self, handle: str, row: Row) -> None:
        """The person with what the file says of them; what it says otherwise is noted."""
        if handle != (given := row.first(HANDLE).strip().removeprefix("@").lower()):
            self.report.note(f"“{given[:60]}” became @{handle}.")
        if (wanted := row.first(LANGUAGE)) and wanted.lower()[:2] not in dict(settings.LANGUAGES):
            self.report.note(f"Pages do not speak “{wanted[:20]}”: English instead.")
        person = actions.add_person(
            handle=handle,
            display_name=name_of(row),
            email=row.first(EMAIL) or None,
            language=language_of(row),
            now=self.now,
            by=self.by,
        )
        title, employer = row.first(TITLE), row.first(HOUSE)
        house = self.houses.get(employer.removeprefix("@").lower()) or self.houses.get(text.fold(employer))
        if house is not None:
            actions.join_organisation(person=person, organisation=house, title=title, by=self.by, now=self.now)
        if employer and house is None:
            self.report.note(f"There is no organisation “{employer[:60]}”: it stands in the byline only.")
        byline = "" if house else ", ".join(filter(None, (title, employer)))
        if byline or row.first(ABOUT):
            actions.update_profile(
                person=person, byline=byline or None, summary=row.first(ABOUT) or None, by=None, now=self.now
            )
        if row.first(NETWORK).lower() in YES:
            actions.join_network(person=person, by=self.by, now=self.now)


def name_of(row: Row) -> str:
    """The name in one column or in two."""
    return row.first(NAME) or " ".join(filter(None, (row.first(FIRST), row.first(LAST))))


def language_of(row: Row) -> str:
    """The language of pages and mail: one that Greenroom speaks, else English."""
    wanted = row.first(LANGUAGE).lower()[:2]
    return wanted if wanted in dict(settings.LANGUAGES) else "en"
