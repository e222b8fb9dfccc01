"""What goes into an archive: of a person everything that is registered, of an organisation what is its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from greenroom.people.belongings import File, Row, belongings, of_houses
from greenroom.people.models import Identity, Person


@dataclass(frozen=True, kw_only=True)
class Part:
    """One kind of thing: its rows as they stand when they are read, and its files."""

    key: str
    label: str | Promise
    why: str | Promise = ""
    kept: str | Promise = ""
    rows: Callable[[], Iterator[Row]]
    files: Callable[[], Iterator[File]]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Whose archive it is, in which language and zone its pages are, and the parts."""

    identity: Identity
    language: str
    time_zone: str
    parts: list[Part]


def contents_of(identity: Identity, *, reader: Person | None = None) -> Contents:
    """Of a person or an organisation; `reader` is whose language the pages speak, where that is not the person."""
    if identity.kind == Identity.Kind.ORGANISATION:
        parts = list(_of_house(identity))
    else:
        reader, parts = identity.person, list(_of_person(identity.person))
    return Contents(
        identity=identity,
        language=reader.language if reader else "en",
        time_zone=reader.time_zone if reader else "UTC",
        parts=parts,
    )


def _of_person(person: Person) -> Iterator[Part]:
    for kind in belongings():
        yield Part(
            key=kind.key,
            label=kind.label,
            why=kind.why,
            kept=kind.kept,
            rows=lambda kind=kind: kind.rows(person),  # type: ignore[misc]
            files=lambda kind=kind: kind.files(person),  # type: ignore[misc]
        )


def _of_house(identity: Identity) -> Iterator[Part]:
    house = identity.organisation
    for kind in of_houses():
        yield Part(
            key=kind.key,
            label=kind.label,
            rows=lambda kind=kind: kind.rows(house),  # type: ignore[misc]
            files=lambda kind=kind: kind.files(house),  # type: ignore[misc]
        )
