"""What a directory says of one person, in one shape, wherever it came from."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal

LONGEST_KEY, LONGEST_WORDS, LONGEST_VALUE, MOST_ATTRIBUTES = 255, 120, 200, 20
ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]{0,29}")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One person: `key` is the organisation's own for them, `user_name` how it calls them, by default the address."""

    key: str
    email: str
    name: str
    user_name: str = ""
    given: str = ""
    family: str = ""
    title: str = ""
    unit: str = ""
    manager: str = ""  # key, user name or address of somebody else in the directory
    language: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """As the entry keeps it."""
        return asdict(self)

    @property
    def called(self) -> str:
        """The user name, which by default is the address."""
        return self.user_name or self.email


def as_stored(row: dict[str, Any]) -> Said:
    """What an entry kept; fields that it does not know are empty."""
    known = {name: row[name] for name in Said.__dataclass_fields__ if name in row}
    return Said(**{"key": "", "email": "", "name": ""} | known)


def checked(said: Said) -> Said:
    """The same, each word on one line; refuses what has no name or address, and what is longer than it may be."""
    words = {name: one_line(getattr(said, name)) for name in Said.__dataclass_fields__ if name != "attributes"}
    if not words["name"]:
        raise Refusal(_("A name is needed."), code="name_missing")
    if not words["email"]:
        raise Refusal(_("A mail address is needed."), code="email_missing")
    for name in ("key", "user_name", "manager"):
        _require_short(words[name], LONGEST_KEY)
    for name in ("name", "given", "family", "title", "unit"):
        _require_short(words[name], LONGEST_WORDS)
    attributes = {name: one_line(value) for name, value in said.attributes.items()}
    if len(attributes) > MOST_ATTRIBUTES or not all(map(ATTRIBUTE.fullmatch, attributes)):
        raise Refusal(
            _("Further columns have names of small letters, and there are at most %(limit)d of them."),
            code="attributes",
            params={"limit": MOST_ATTRIBUTES},
        )
    for value in attributes.values():
        _require_short(value, LONGEST_VALUE)
    if words["language"] not in dict(settings.LANGUAGES):
        words["language"] = ""  # pages do not speak it: the default of the network
    kept = {name: value for name, value in attributes.items() if value}
    return Said(**words | {"email": words["email"].lower()}, attributes=dict(sorted(kept.items())))


def one_line(words: str) -> str:
    """Tidy, on one line, without signs that nobody sees."""
    return " ".join(text.clean(words).split())


def harmless(cell: str) -> str:
    """A cell as it is shown or handed on: what a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _require_short(words: str, limit: int) -> None:
    if len(words) > limit:
        raise Refusal(
            _("“%(words)s…” has more than %(limit)d letters."),
            code="too_long",
            params={"words": harmless(words[:20]), "limit": limit},
        )
