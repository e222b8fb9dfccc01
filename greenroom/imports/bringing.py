"""Brings an archive in from beginning to end: read and checked first, then stored batch by batch."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from greenroom.imports import items
from greenroom.imports.archives import Archive, opened
from greenroom.imports.following import Addresses
from greenroom.imports.handles import UnfitHandleError, handle_from
from greenroom.imports.items import Item
from greenroom.imports.keeping import Keeper, batches
from greenroom.imports.mastodon import Outbox
from greenroom.imports.report import Report, UnusableFileError
from greenroom.imports.tally import Tally
from greenroom.imports.x import Tweets
from greenroom.people import actions as people
from greenroom.people import queries
from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience

LAID_OUT = "items.jsonl"


class Source(Protocol):
    """The items of an archive, and whose they are."""

    def __iter__(self) -> Iterator[Item]:
        """Each that can be read."""

    @property
    def owner(self) -> str:
        """What the archive calls whoever it belongs to; empty where it does not say."""

    @property
    def others(self) -> set[str]:
        """Who else wrote what was read so far."""


SOURCES: dict[str, Callable[[Archive, Tally], Source]] = {"mastodon": Outbox, "x": Tweets, "follows": Addresses}


def lay_out(kind: str, archive: Archive, path: Path, tally: Tally, *, brings_others: bool) -> tuple[Source, int]:
    """Read the whole archive and write what it says to `path`; nothing is stored yet. Returns how much there is.

    Refuses an archive in which several people speak, unless it `brings_others`, as operator and hosts do at the
    console.
    """
    source = SOURCES[kind](archive, tally)
    number = items.write(iter(source), path)
    if source.others and not brings_others:
        raise UnusableFileError(
            _("The archive holds posts of somebody else: “%(name)s”. Nothing was imported.")
            % {"name": min(source.others)[:200]}
        )
    if not number and not tally.refused:
        raise UnusableFileError(_("There is nothing in it that could come along."))
    return source, number


def import_archive(
    kind: str, path: Path, report: Report, *, audience: Audience, by: Person | None, now: datetime
) -> None:
    """Bring in an archive at the console. A second run finds what the first one stored, wherever that was stopped."""
    with TemporaryDirectory(prefix="importing-", dir=scratch_in(Path(settings.DATA_DIR))) as place:
        unpacked, laid_out = Path(place) / "unpacked", Path(place) / LAID_OUT
        unpacked.mkdir()
        with opened(path, unpacked) as archive:
            tally = Tally()
            brings_others = by is None or queries.is_host(by)
            source, _number = lay_out(kind, archive, laid_out, tally, brings_others=brings_others)
            authors = Authors(source.owner, report, by=by, now=now)
            for name in sorted(source.others):  # whoever cannot be meant refuses the whole before anything is stored
                authors.named(name)
            keeper = Keeper(network=kind, archive=archive, author_of=authors.named, audience=audience, by=by)
            report.take(tally)
            done = 0
            for batch, _place in batches(items.read(laid_out)):
                report.take(keeper.keep(batch, now=now))
                done += len(batch)
                report.progress(done, "items")


def scratch_in(folder: Path) -> Path:
    """The folder in which something may lie while it is read: on the same disk as everything else of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Authors:
    """Who is meant by the names in an archive; whoever is not here yet is added, unclaimed, for the operator."""

    def __init__(self, owner: str, report: Report, *, by: Person | None, now: datetime) -> None:
        self.report, self.by, self.now = report, by, now
        self.known: dict[str, Identity] = {}
        self.known[""] = by.identity if by else self.found_or_added(owner)

    def named(self, name: str) -> Identity:
        """The identity for a name as the archive writes it."""
        if name not in self.known:
            self.known[name] = self.found_or_added(name)
        return self.known[name]

    def found_or_added(self, name: str) -> Identity:
        """Somebody known from a file under this name; refuses a name that somebody has who is here."""
        if not name:
            raise UnusableFileError("The archive does not say whose it is. Say it with --as HANDLE.")
        called = name.rstrip("/").rsplit("/", 1)[-1].removeprefix("@")
        try:
            handle = handle_from(called)
        except UnfitHandleError as error:
            raise UnusableFileError(f"{error} Say with --as HANDLE whose posts these are.") from None
        identity = queries.identity_by_handle(handle, include_suspended=True)
        if identity is None:
            people.add_people(names={handle: called}, by=self.by, now=self.now)
            self.report.add("people")
            return Identity.objects.select_related("person").get(handle=handle)
        if identity.kind != Identity.Kind.PERSON or identity.person.is_claimed:
            raise UnusableFileError(f"@{handle} is somebody here. Say with --as HANDLE whose posts these are.")
        return identity
