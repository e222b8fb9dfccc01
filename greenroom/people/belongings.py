"""What is stored about somebody: each room says once what it keeps, for the page, the archive and the erasure.

A room registers its kinds when it starts. `tests/architecture/test_belongings.py` walks all models and fails where
one is neither registered nor listed with a reason, so that no table is forgotten.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from greenroom.people.models import Organisation, Person

KEY = re.compile(r"\A[a-z]+(-[a-z]+)*\Z")
AT_ONCE = 500  # rows that a shredder takes in one go

type Row = dict[str, Any]  # words, numbers, moments, lists and further rows; ids as decimal strings
type File = tuple[str, str]  # its name in the archive, and its key in `kit.pictures.storing`


def no_files(_owner: Any) -> Iterator[File]:
    """Most kinds have none."""
    yield from ()


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """One kind of thing that is stored about a person.

    `rows` streams what the person may have of it: never a secret, of others only what the person may read now.
    `erase` takes away some (about `AT_ONCE`) and says how many; it is called in a transaction each time until it
    says 0, by a process that may be killed between two calls. It also takes what other people keep about the person.
    Kinds with `is_key` go first, so that nothing opens any more while the rows go; then by `order`.
    """

    key: str  # names the file in the archive: "lists"
    label: str | Promise  # "Lists of people"
    why: str | Promise  # what it is for, in a sentence
    kept: str | Promise  # until when, in a sentence
    models: tuple[str, ...]  # whose rows it covers: "social.PeopleList"
    rows: Callable[[Person], Iterator[Row]]
    erase: Callable[[Person, datetime], int]
    count: Callable[[Person], int] | None = None  # where counting is cheaper than reading
    files: Callable[[Person], Iterator[File]] = no_files
    place: str = ""  # the name of the address where one changes it
    is_key: bool = False
    order: int = 100

    def number(self, person: Person) -> int:
        """How many there are."""
        return self.count(person) if self.count else sum(1 for _row in self.rows(person))


@dataclass(frozen=True, kw_only=True)
class HouseBelonging:
    """One kind of thing that is an organisation's own, for its archive: never its members' private things."""

    key: str
    label: str | Promise
    rows: Callable[[Organisation], Iterator[Row]]
    files: Callable[[Organisation], Iterator[File]] = no_files
    order: int = 100


_kinds: dict[str, Belonging] = {}
_of_houses: dict[str, HouseBelonging] = {}


def register(*kinds: Belonging) -> None:
    """Make kinds known; refuses a second one of the same key, and a key that cannot name a file."""
    for kind in kinds:
        _require_key(kind.key, taken=kind.key in _kinds)
        _kinds[kind.key] = kind


def register_of_houses(*kinds: HouseBelonging) -> None:
    """The same for what organisations take along."""
    for kind in kinds:
        _require_key(kind.key, taken=kind.key in _of_houses)
        _of_houses[kind.key] = kind


def belongings() -> list[Belonging]:
    """All kinds, in the order in which they are shown."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def to_erase() -> list[Belonging]:
    """All kinds in the order in which they are erased: what opens something first, the account itself last."""
    account = [_kinds["account"]] if "account" in _kinds else []
    rest = [kind for kind in belongings() if kind not in account]
    return sorted(rest, key=lambda kind: not kind.is_key) + account


def of_houses() -> list[HouseBelonging]:
    """What organisations take along, in order."""
    return sorted(_of_houses.values(), key=lambda kind: (kind.order, kind.key))


def removed(*queries: QuerySet[Any, Any]) -> int:
    """Delete some of the rows of the first of these that has any; how many. For `erase`."""
    for query in queries:
        keys = list(query.order_by().values_list("pk", flat=True)[:AT_ONCE])
        if keys:
            rows: type[Model] = query.model
            rows._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001 - the framework's own name for it
            return len(keys)
    return 0


def _require_key(key: str, *, taken: bool) -> None:
    if taken:
        raise ValueError(f"There is already a kind '{key}'.")
    if not KEY.match(key):
        raise ValueError(f"'{key}' cannot name a file: small letters and hyphens.")
