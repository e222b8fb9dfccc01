"""What a post holds and what it must hold to be found, in tokens of the index; the same for both databases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Entry(NamedTuple):
    """The tokens of a post, a space between any two: stems and language, each once; the words in order."""

    post_id: int
    words: str
    stream: str


def keys_of(entries: Iterable[Entry]) -> list[int]:
    """Whose entries these are."""
    return [entry.post_id for entry in entries]


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """Every part must hold: of each tuple in `any_of` one token, each of `all_of`, each phrase word by word.

    `since` and `until` bound the ids: from `since` on, and below `until`.
    """

    any_of: tuple[tuple[str, ...], ...] = ()
    all_of: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def have_words(self) -> bool:
        """Whether the index has something to say."""
        return bool(self.any_of or self.all_of or self.phrases)

    def bounds(self, column: str) -> list[str]:
        """The bounds of the ids as SQL about a column."""
        lower = [] if self.since is None else [f"{column} >= {self.since:d}"]
        upper = [] if self.until is None else [f"{column} < {self.until:d}"]
        return lower + upper


@dataclass(frozen=True, slots=True)
class Source:
    """The beginning of a statement about the posts `p` that hold some terms, and its parameters."""

    before: str  # what stands before SELECT
    rows: str  # what stands behind FROM
    conditions: tuple[str, ...]
    key: str  # the column by which the rows are put in order
    parameters: tuple[str, ...] = ()
