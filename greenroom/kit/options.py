"""Options: what hosts may choose while the program runs, declared with type, default and help."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import audit
from greenroom.kit.models import Option as OptionRow
from greenroom.kit.refusals import Refusal


@dataclass(frozen=True)
class Option[T: (str, int, bool)]:
    """One declared choice. Nothing is kept in memory: a change holds for the next request everywhere."""

    DECLARED: ClassVar[dict[str, "Option[Any]"]] = {}

    name: str
    kind: type[T]
    default: T
    help: Any
    check: Callable[[T], None] | None = None  # raises a Refusal

    def get(self) -> T:
        """The chosen value, or the default; one query by primary key."""
        row = OptionRow.objects.filter(name=self.name).values_list("value", flat=True).first()
        return self.default if row is None else msgspec.json.decode(row, type=self.kind)

    @transaction.atomic
    def set(self, value: T, *, by: int | None, now: datetime) -> None:
        """Choose; refuses a value of another type or one that the declaration's check refuses."""
        if type(value) is not self.kind:  # a bool is an int to Python, not to us
            raise Refusal(_("This setting does not take such a value."), code="wrong_type")
        if self.check:
            self.check(value)
        written = msgspec.json.encode(value).decode()
        OptionRow.objects.update_or_create(
            name=self.name, defaults={"value": written, "changed_at": now, "changed_by_id": by}
        )
        payload = {"name": self.name}  # never the value: it may be a secret's digest
        audit.record(action="option.set", actor_id=by, object_kind="option", payload=payload, now=now)


def declare[T: (str, int, bool)](
    name: str,
    kind: type[T],
    default: T,
    *,
    help: Any,  # noqa: A002 - the word that a reader looks for
    check: Callable[[T], None] | None = None,
) -> Option[T]:
    """Make a choice known under `name` (`room.word`); each name is declared once."""
    if name in Option.DECLARED:
        raise TypeError(f"Two options are called {name}.")
    option = Option(name=name, kind=kind, default=default, help=help, check=check)
    Option.DECLARED[name] = option
    return option
