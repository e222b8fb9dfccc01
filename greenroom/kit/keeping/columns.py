"""Tables and columns in words that both databases share: eight kinds of values, the same JSON from either."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from django.apps import apps
from django.db import models

from greenroom.kit.keeping.registry import LEFT_OUT

WHOLE = {
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField",
}  # fmt: skip
KINDS = {
    **dict.fromkeys(WHOLE, "int"),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "EmailField", "URLField"), "text"),
    "BooleanField": "bool",
    "DateTimeField": "time",
    "DateField": "date",
    "FloatField": "real",
    "BinaryField": "bytes",
    "JSONField": "json",
}
SHAPES: dict[str, Any] = {
    "int": int | None,
    "text": str | None,
    "bool": bool | None,
    "time": Annotated[datetime, msgspec.Meta(tz=True)] | None,
    "date": date | None,
    "real": float | None,
    "bytes": bytes | None,
    "json": str | None,
}


@dataclass(frozen=True)
class Table:
    """A table, its key, its columns with their kinds by name, and whether numbers are given by a counter."""

    name: str
    key: str
    columns: dict[str, str]
    counts: bool


def tables() -> list[Table]:
    """Every table of the program that a backup holds, by name."""
    models_by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    return [_table(models_by_table[name]) for name in sorted(set(models_by_table) - LEFT_OUT)]


def _table(model: type[models.Model]) -> Table:
    about = model._meta  # noqa: SLF001 - documented
    columns = dict(sorted((str(field.column), _kind(field)) for field in about.concrete_fields))
    return Table(about.db_table, str(about.pk.column), columns, counts=isinstance(about.pk, models.AutoField))


def _kind(field: "models.Field[Any, Any]") -> str:
    while field.remote_field:
        field = field.target_field  # type: ignore[attr-defined]
    return KINDS[field.get_internal_type()]


def decoder(kinds: Sequence[str]) -> "msgspec.json.Decoder[Any]":
    """Reads one line: a list of exactly these kinds, refused where a value is of another."""
    return msgspec.json.Decoder(tuple.__class_getitem__(tuple(SHAPES[kind] for kind in kinds)))


def canonical(written: Any) -> str | None:
    """JSON with its keys in order: PostgreSQL does not keep the order in which they were written."""
    if written is None:
        return None
    said = json.loads(written) if isinstance(written, str | bytes) else written
    return msgspec.json.encode(said, order="deterministic").decode()


def reader(kinds: Sequence[str], by_kind: dict[str, Callable[[Any], Any]]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Makes a row of a database one of these kinds; touches only the columns that need it."""
    changes = [(place, by_kind[kind]) for place, kind in enumerate(kinds) if kind in by_kind]
    if not changes:
        return lambda row: row

    def read(row: Sequence[Any]) -> Sequence[Any]:
        made = list(row)
        for place, change in changes:
            if made[place] is not None:
                made[place] = change(made[place])
        return made

    return read
