"""Transition tables: which moves a thing may make, who may make them, and a row for each that was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from greenroom.kit.models import Move
from greenroom.kit.refusals import Refusal

CLOCK = "clock"  # the role of a deadline that passes


@dataclass(frozen=True)
class Allowed:
    """One line of a table: from where to where, in which roles, and what it means."""

    source: str
    target: str
    by: frozenset[str]
    why: str

    @classmethod
    def line(cls, source: str, target: str, *roles: str, why: str) -> "Allowed":
        """A line as it is written in a table."""
        return cls(source=source, target=target, by=frozenset(roles), why=why)


class Machine:
    """A table for the column `field` of one model. Not for hot rows such as posts.

    A move is undone by a move back where the table has one, never by deleting a row of its history.
    """

    def __init__(self, name: str, *, initial: str, moves: Iterable[Allowed], field: str = "state") -> None:
        self.name = name
        self.initial = initial
        self.field = field
        self.moves = list(moves)
        self.lines = {(line.source, line.target): line for line in self.moves}
        if len(self.lines) != len(self.moves):
            raise TypeError(f"A move stands twice in the table of {name}.")

    @property
    def states(self) -> list[str]:
        """All states, in the order in which the table first names them."""
        words = [self.initial, *(word for line in self.moves for word in (line.source, line.target))]
        return list(dict.fromkeys(words))

    @property
    def ends(self) -> list[str]:
        """States that nothing leaves."""
        return [state for state in self.states if state not in {line.source for line in self.moves}]

    def may(self, source: str, target: str, *, role: str) -> bool:
        """Whether the table allows it; views ask this to show a button."""
        line = self.lines.get((source, target))
        return line is not None and role in line.by

    def begin(self, row: models.Model, *, by_id: int | None, role: str, now: datetime) -> Move:
        """Note that a new row (already saved, in the initial state) exists."""
        return self._note(row, "", self.initial, by_id=by_id, role=role, reason="", now=now)

    @transaction.atomic
    def move(
        self, row: models.Model, target: str, *, role: str, by_id: int | None, now: datetime, reason: str = ""
    ) -> Move:
        """Move the row, by a conditional update, and append the move; the row in memory moves too.

        Refuses what the table does not have (`illegal_move`), another role (`wrong_role`), and a row that
        somebody else has moved meanwhile (`moved_meanwhile`).
        """
        source: str = getattr(row, self.field)
        line = self.lines.get((source, target))
        if line is None:
            raise Refusal(_("This step is not possible from here."), code="illegal_move")
        if role not in line.by:
            raise Refusal(_("This step is for somebody else to take."), code="wrong_role")
        rows = type(row)._base_manager.filter(pk=row.pk, **{self.field: source})  # noqa: SLF001 - documented
        if not rows.update(**{self.field: target}):
            raise Refusal(_("Somebody was faster. Look at it again before you decide."), code="moved_meanwhile")
        setattr(row, self.field, target)
        return self._note(row, source, target, by_id=by_id, role=role, reason=reason, now=now)

    def _note(self, row: models.Model, source: str, target: str, **about: Any) -> Move:
        return Move.objects.create(
            machine=self.name,
            object_id=row.pk,
            from_state=source,
            to_state=target,
            role=about["role"],
            by_id=about["by_id"],
            reason=about["reason"],
            at=about["now"],
        )

    def history(self, row: models.Model) -> models.QuerySet[Move]:
        """All moves of a row, oldest first."""
        return Move.objects.filter(machine=self.name, object_id=row.pk).order_by("id")

    def draw(self) -> str:
        """The table as Markdown, for the documents: they are drawn from the code."""
        rows = [f"| {line.source} | {line.target} | {', '.join(sorted(line.by))} | {line.why} |" for line in self.moves]
        head = ["| From | To | By | Because |", "|---|---|---|---|"]
        return "\n".join([*head, *rows, "", f"Begins at {self.initial}; ends at {', '.join(self.ends) or 'nothing'}."])
