"""Brings a community in: its people, unclaimed; its circles with their keepers; its articles and events as posts."""

import hashlib
from datetime import datetime
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from greenroom.imports import items
from greenroom.imports.archives import Archive, opened
from greenroom.imports.bringing import LAID_OUT, scratch_in
from greenroom.imports.community import Files
from greenroom.imports.handles import LONGEST, UnfitHandleError, handle_from
from greenroom.imports.keeping import Keeper, batches
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.tally import Tally
from greenroom.people import actions as people
from greenroom.people import queries
from greenroom.people.models import Identity, Organisation, Person
from greenroom.social import actions
from greenroom.social.models import Audience

BATCH = 100  # people in one transaction
MARK = 4  # letters that tell two short names apart
NAME_LIMIT = 120


def import_community(
    path: Path, report: Report, *, audience: Audience, house: Organisation | None, by: Person | None, now: datetime
) -> None:
    """Bring in a community's folder; a second run adds nothing twice.

    What names no author is said by `house`; where that is needed and not given, the whole is refused.
    """
    with TemporaryDirectory(prefix="importing-", dir=scratch_in(Path(settings.DATA_DIR))) as place:
        unpacked, laid_out = Path(place) / "unpacked", Path(place) / LAID_OUT
        unpacked.mkdir()
        with opened(path, unpacked) as archive:
            tally = Tally()
            files = Files(archive, tally, now=now)
            items.write(iter(files), laid_out)
            if files.unsigned and house is None:
                nameless = f"{files.unsigned:,} articles and events name no author."
                raise UnusableFileError(f"{nameless} Say with --organisation HANDLE whose they are.")
            report.take(tally)
            settle(files, archive, laid_out, report, audience=audience, house=house, by=by, now=now)


def settle(
    files: Files,
    archive: Archive,
    laid_out: Path,
    report: Report,
    *,
    audience: Audience,
    house: Organisation | None,
    by: Person | None,
    now: datetime,
) -> None:
    """People first, then circles, then what they wrote."""
    crowd = Crowd(report, house=house, by=by, now=now)
    crowd.come(files)
    keeper = house_keeper(house, by)
    for slug, name, purpose, managers in files.circles():
        kept_by = [crowd.named(manager).person for manager in managers]
        found_circle(slug, name, purpose, kept_by or keeper, report, by=by, now=now)
    store = Keeper(network="community", archive=archive, author_of=crowd.named, audience=audience, by=by)
    done = 0
    for batch, _place in batches(items.read(laid_out)):
        report.take(store.keep(batch, now=now))
        done += len(batch)
        report.progress(done, "items")


class Crowd:
    """Whom the short names of the files stand for here."""

    def __init__(self, report: Report, *, house: Organisation | None, by: Person | None, now: datetime) -> None:
        self.report, self.by, self.now = report, by, now
        self.known: dict[str, Identity] = {"": house.identity} if house else {}
        self.handles: dict[str, str] = {}  # handle -> short name

    def come(self, files: Files) -> None:
        """Add the people of the file who are not here yet."""
        for batch in batched(files.people(), BATCH, strict=False):
            with transaction.atomic():
                for slug, name, agency in batch:
                    self.known[slug] = self.found_or_added(slug, name, agency)

    def named(self, slug: str) -> Identity:
        """The identity for a short name; whoever has no profile in the files gets one of the name alone."""
        if slug not in self.known:
            self.known[slug] = self.found_or_added(slug, slug, "")
        return self.known[slug]

    def found_or_added(self, slug: str, name: str, agency: str) -> Identity:
        """The person of this handle; added, unclaimed and without an address, where there is none."""
        handle = self.handle(slug)
        known = queries.identity_by_handle(handle, include_suspended=True)
        if known is not None:
            self.report.known += 1
            return known
        people.add_people(names={handle: name[:NAME_LIMIT]}, by=self.by, now=self.now)
        self.report.add("people")
        added = Identity.objects.select_related("person").get(handle=handle)
        if agency:
            people.update_profile(person=added.person, byline=agency[:NAME_LIMIT], by=None, now=self.now)
        return added

    def handle(self, slug: str) -> str:
        """A handle that no other short name of the files gets, and nothing but a person has."""
        try:
            plain = handle_from(slug)
        except UnfitHandleError:
            plain = ""
        handle = plain if plain and self.is_free(plain, slug) else marked(slug)
        self.handles[handle] = slug
        if handle != slug.replace("-", "_"):
            self.report.note(f"“{slug[:60]}” became @{handle}.")
        return handle

    def is_free(self, handle: str, slug: str) -> bool:
        """Whether the handle is nobody's or this person's."""
        known = queries.identity_by_handle(handle, include_suspended=True)
        return self.handles.get(handle, slug) == slug and (known is None or known.kind == Identity.Kind.PERSON)


def marked(slug: str) -> str:
    """A handle made of the beginning of a short name, with a mark by which it is found again."""
    mark = hashlib.sha256(slug.encode()).hexdigest()[:MARK]
    beginning = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in slug.lower())
    return f"{beginning[: LONGEST - MARK - 1]}_{mark}"


def house_keeper(house: Organisation | None, by: Person | None) -> list[Person]:
    """Who keeps a circle for which the files name nobody: whoever imports, else somebody of the house or a host."""
    if by is not None:
        return [by]
    members = [row.person for row in queries.members_of(house)[:1]] if house else []
    return members or [row.person for row in queries.network_members()[:1]]


def found_circle(
    slug: str, name: str, purpose: str, keepers: list[Person], report: Report, *, by: Person | None, now: datetime
) -> None:
    """A circle with its keepers, who are told nothing; one that is here under this name is left as it is."""
    try:
        handle = handle_from(slug)
    except UnfitHandleError:
        handle = marked(slug)
    known = queries.identity_by_handle(handle, include_suspended=True)
    if known is not None and known.kind != Identity.Kind.CIRCLE:
        handle = marked(slug)
        known = queries.identity_by_handle(handle, include_suspended=True)
    if known is not None:
        report.known += 1
        return
    if not keepers:
        report.refuse_at(f"communities.json, {slug}", "Nobody keeps it, and there is no host who could.")
        return
    try:
        actions.import_circle(
            handle=handle, display_name=name[:NAME_LIMIT], summary=purpose, keepers=keepers, by=by, now=now
        )
    except ValidationError as refusal:
        report.refuse_at(f"communities.json, {slug}", " ".join(refusal.messages))
    else:
        report.add("circles")
