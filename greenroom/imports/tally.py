"""What one stretch of an import did: counted while it is done, told to whoever keeps the figures once it stands."""

from collections import Counter
from dataclasses import dataclass, field

MOST_NOTES = 50  # different ones


@dataclass
class Tally:
    """Counts of what is new, of what was there before, what was taken otherwise, and what was refused where and why."""

    counts: Counter[str] = field(default_factory=Counter)
    known: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, what: str, number: int = 1) -> None:
        """Count something new."""
        self.counts[what] += number

    def refuse(self, where: str, why: str) -> None:
        """Note what was not taken."""
        self.refused.append((where, why))

    def note(self, what: str) -> None:
        """Something was taken otherwise than the archive has it, or left out as it should be."""
        if what in self.notes or len(self.notes) < MOST_NOTES:
            self.notes[what] += 1
