"""People from a table with named columns."""

from datetime import datetime
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property

from greenroom.config.importing.handles import UnfitHandleError, handle_from
from greenroom.config.importing.report import Report, UnusableFileError
from greenroom.config.importing.source import Row, require_columns, table
from greenroom.kit import text
from greenroom.people import actions, queries
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
        with transaction.atomic():
            for row in batch:
                crowd.take(row)
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

    def take(self, row: Row) -> None:
        """Add one person, or say why not."""
        try:
            handle = handle_from(row.first(HANDLE))
            if handle in self.seen:
                raise UnfitHandleError(f"@{handle} stands in line {self.seen[handle]} already.")
            self.seen[handle] = row.line
            if self.is_known(handle):
                self.report.known += 1
                return
            with transaction.atomic():
                self.add(handle, row)
        except UnfitHandleError as error:
            self.report.refuse(row.line, str(error))
        except ValidationError as refusal:
            self.report.refuse(row.line, " ".join(refusal.messages))
        else:
            self.report.add("people")

    def is_known(self, handle: str) -> bool:
        """Whether this person is here already; refuses a handle that an organisation or circle has."""
        identity = queries.identity_by_handle(handle, include_suspended=True)
        if identity is not None and identity.kind != Identity.Kind.PERSON:
            raise UnfitHandleError(f"The handle @{handle} is taken by “{identity.display_name}”.")
        return identity is not None

    def add(self, handle: str, row: Row) -> None:
        """The person with what the file says of them."""
        name = row.first(NAME) or " ".join(filter(None, (row.first(FIRST), row.first(LAST))))
        person = actions.add_person(
            handle=handle,
            display_name=name,
            email=row.first(EMAIL) or None,
            language=language_of(row),
            now=self.now,
            by=self.by,
        )
        title, employer = row.first(TITLE), row.first(HOUSE)
        house = self.houses.get(employer.removeprefix("@").lower()) or self.houses.get(text.fold(employer))
        if house is not None:
            actions.join_organisation(person=person, organisation=house, title=title, by=self.by, now=self.now)
        byline = "" if house else ", ".join(filter(None, (title, employer)))
        if byline or row.first(ABOUT):
            actions.update_profile(
                person=person, byline=byline or None, summary=row.first(ABOUT) or None, by=None, now=self.now
            )
        if row.first(NETWORK).lower() in YES:
            actions.join_network(person=person, by=self.by, now=self.now)


def language_of(row: Row) -> str:
    """The language of pages and mail: one that Greenroom speaks, else English."""
    wanted = row.first(LANGUAGE).lower()[:2]
    return wanted if wanted in dict(settings.LANGUAGES) else "en"
