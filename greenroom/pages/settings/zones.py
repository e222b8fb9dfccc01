"""Time zones as people know them: each place once, in the reader's language, with its distance from UTC now."""

import unicodedata
import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.core import get_global
from babel.dates import get_timezone_location
from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

type Groups = list[tuple[str, list[tuple[str, str]]]]

UTC = "UTC"
REGIONS: dict[str, str | Promise] = {
    "Africa": pgettext_lazy("part of the world", "Africa"),
    "America": pgettext_lazy("part of the world", "America"),
    "Antarctica": pgettext_lazy("part of the world", "Antarctica"),
    "Arctic": pgettext_lazy("part of the world", "Arctic"),
    "Asia": pgettext_lazy("part of the world", "Asia"),
    "Atlantic": pgettext_lazy("part of the world", "Atlantic"),
    "Australia": pgettext_lazy("part of the world", "Australia"),
    "Europe": pgettext_lazy("part of the world", "Europe"),
    "Indian": pgettext_lazy("part of the world", "Indian Ocean"),
    "Pacific": pgettext_lazy("part of the world", "Pacific"),
}


def aliases() -> dict[str, str]:
    """Older and other names of zones to the one that is offered (CLDR)."""
    return {old: new for old, new in get_global("zone_aliases").items() if new in offered()}


def canonical(name: str) -> str:
    """The name under which this zone is offered; an unknown one stays as it is."""
    return aliases().get(name, name)


@lru_cache(maxsize=1)
def offered() -> frozenset[str]:
    """Every place once, as far as this machine knows its times."""
    known, newer = zoneinfo.available_timezones(), get_global("zone_aliases")
    return frozenset(
        name for name in known if name.partition("/")[0] in REGIONS and newer.get(name, name) not in known - {name}
    )


def choices(now: datetime) -> Groups:
    """The zones by part of the world, both in the order of the reader's language."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, place in _places((get_language() or "en")[:2]):
        groups.setdefault(str(REGIONS[name.partition("/")[0]]), []).append((name, f"{place} ({offset(name, now)})"))
    return [*sorted(groups.items(), key=lambda group: _in_order(group[0])), (UTC, [(UTC, UTC)])]


def offset(name: str, now: datetime) -> str:
    """How far its clocks are from UTC at this moment: "UTC+5:30"."""
    ahead = now.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    sign = "\N{MINUS SIGN}" if ahead < timedelta() else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


def place(name: str, at: datetime) -> str:
    """The zone in short: its city in the reader's language, or else its distance from UTC at that moment."""
    if name == UTC:
        return UTC
    return dict(_places((get_language() or "en")[:2])).get(canonical(name)) or offset(name, at)


@lru_cache(maxsize=8)
def _places(language: str) -> list[tuple[str, str]]:
    named = [(name, get_timezone_location(name, locale=language, return_city=True)) for name in offered()]
    shown = [(name, place.rpartition("/")[2]) for name, place in named]
    return sorted(shown, key=lambda pair: _in_order(pair[1]))


def _in_order(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


class ZoneField(forms.ChoiceField):
    """A zone from the list; other names of the same zone, stored or sent, mean it too."""

    def __init__(self, **named: Any) -> None:
        super().__init__(choices=lambda: choices(timezone.now()), **named)

    def prepare_value(self, value: Any) -> Any:
        """The offered name of what is stored, so that the list shows it chosen."""
        return canonical(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        """The offered name of what was sent."""
        return canonical(super().to_python(value))

    def also(self, names: Iterable[str]) -> None:
        """Offer a zone outside the list to whoever has it: else the list would choose another one for them."""
        listed = {UTC, *offered()}
        more = [(name, name) for name in names if name and canonical(name) not in listed]
        if more:
            self.choices = [*choices(timezone.now()), *more]
