"""What a people file would change: nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from greenroom.directory import queries
from greenroom.directory.models import Entry
from greenroom.directory.said import Said, as_stored, checked, harmless
from greenroom.directory.table import Line, lines_of
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Organisation


class Kind(StrEnum):
    """What becomes of somebody, in the order in which it is done."""

    LEFT = "left"
    ADDED = "added"
    RETURNED = "returned"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One person: what was said of them before and what is said now; `line` is 0 for those who are not in the file."""

    kind: Kind
    line: int
    said: Said
    before: Said | None = None
    entry: Entry | None = None


@dataclass
class Plan:
    """All that a file would do. `unknown` counts lines that could be anybody's: then nobody leaves."""

    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    same: int = 0
    unknown: int = 0
    active: int = 0  # of this source, before
    lines: dict[str, int] = field(default_factory=dict)  # key to line, of all who are in the file

    def counts(self) -> dict[str, int]:
        """How many of each, and of those who stay as they are and of refused lines."""
        found = {kind.value: sum(1 for one in self.changes if one.kind is kind) for kind in Kind}
        return found | {"same": self.same, "refused": len(self.refused)}

    def leaves_too_many(self, most: int) -> bool:
        """Whether more than `most` percent of those who are in the directory would leave."""
        leaving = sum(1 for one in self.changes if one.kind is Kind.LEFT)
        return leaving * 100 > most * self.active


def plan(organisation: Organisation, content: bytes, *, columns: Mapping[str, str]) -> Plan:
    """Compare a file with the entries that files have made before; refuses a file that cannot be used at all."""
    made, seen = Plan(), Seen()
    others = queries.entries_of(organisation).exclude(source=Entry.Source.FILE)
    for key, name in others.values_list("external_id", "user_name"):
        seen.elsewhere |= {key, name.lower()} - {""}
    entries = {entry.external_id: entry for entry in queries.entries_of(organisation, Entry.Source.FILE)}
    made.active = sum(1 for entry in entries.values() if entry.left_at is None)
    for line in lines_of(content, columns=columns):
        _take(made, seen, line, entries)
    if not seen.keys and not made.refused:
        raise Refusal(_("The file has no people in it, only names of columns."), code="nobody")
    made.lines = seen.keys
    if not made.unknown:
        gone = [entry for key, entry in entries.items() if key not in seen.keys and entry.left_at is None]
        made.changes += [Change(Kind.LEFT, 0, as_stored(one.said), as_stored(one.said), one) for one in gone]
    order = list(Kind)
    made.changes.sort(key=lambda change: (order.index(change.kind), change.line))
    return made


@dataclass
class Seen:
    """Keys and addresses of the lines so far, with the line on which they stood."""

    keys: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)  # keys and names that SCIM keeps


def _take(made: Plan, seen: Seen, line: Line, entries: dict[str, Entry]) -> None:
    """One line: what it changes, or why it is refused. A refused line still says that its person is there."""
    try:
        said = _readable(line)
        _require_once(said, line, seen)
    except ValidationError as refusal:
        made.refused.append((line.number, refusal if isinstance(refusal, Refusal) else Refusal(refusal.message)))
        made.unknown += 0 if line.key else 1
        if line.key:
            seen.keys.setdefault(line.key, line.number)
        return
    change = _change(said, line.number, entries.get(said.key))
    if change is None:
        made.same += 1
    else:
        made.changes.append(change)


def _readable(line: Line) -> Said:
    if line.refusal is not None or line.said is None:
        raise line.refusal or Refusal(_("The line cannot be read."), code="unreadable")
    said = checked(line.said)
    if not said.key:
        raise Refusal(_("The line has no key."), code="key_missing")
    try:
        validate_email(said.email)
    except ValidationError:
        raise Refusal(
            _("“%(email)s” is not a mail address."), code="email_malformed", params={"email": harmless(said.email)[:80]}
        ) from None
    return said


def _require_once(said: Said, line: Line, seen: Seen) -> None:
    """Refuse a person who stands in the file already; keeps what it has seen."""
    first = seen.keys.get(said.key) or seen.emails.get(said.email)
    seen.keys.setdefault(said.key, line.number)
    seen.emails.setdefault(said.email, line.number)
    if {said.key, said.email} & seen.elsewhere:
        raise Refusal(_("SCIM keeps this person. The line is not needed."), code="elsewhere")
    if first:
        raise Refusal(_("This person stands in line %(line)d already."), code="twice", params={"line": first})


def _change(said: Said, line: int, entry: Entry | None) -> Change | None:
    """What is new about one person; None where nothing is."""
    if entry is None:
        return Change(Kind.ADDED, line, said)
    before = as_stored(entry.said)
    if entry.left_at is not None:
        return Change(Kind.RETURNED, line, said, before, entry)
    if said == before:
        return None
    places = ("unit", "title", "manager")
    moved = any(getattr(said, name) != getattr(before, name) for name in places)
    return Change(Kind.MOVED if moved else Kind.CHANGED, line, said, before, entry)
