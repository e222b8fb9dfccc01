"""The icons: drawn once in `icons.svg`, shown by reference to one inline sprite per page."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("icons.svg")
_SYMBOL = re.compile(r'<symbol id="i-([a-z]+)".*?</symbol>', re.DOTALL)

# What a reply that replaces only a part of a page may bring along: those are always in the sprite.
ALWAYS = frozenset(
    (
        *("logo", "home", "bell", "pen", "reply", "boost", "keep", "allow", "more", "down", "up", "right"),
        *("globe", "quietly", "follow", "net", "org", "circle", "direct", "lock"),
        *("info", "warn", "check", "close", "clock", "gear", "link", "poll", "pin", "image"),
    )
)


@cache
def symbols() -> dict[str, str]:
    """Name of the icon to its `<symbol>`."""
    return {found[1]: found[0] for found in _SYMBOL.finditer(_FILE.read_text(encoding="utf-8"))}


@cache
def reference(name: str, css: str = "i") -> str:
    """The markup that shows an icon; it is silent for assistive technology, a word stands beside it."""
    if name not in symbols():
        raise KeyError(f"There is no icon '{name}' in {_FILE.name}.")
    return f'<svg class="{css}" aria-hidden="true"><use href="#i-{name}"/></svg>'


def sprite(names: Iterable[str]) -> str:
    """One hidden drawing with the symbols that a page uses, and those that later parts of it may use."""
    return _drawing(frozenset(names) | ALWAYS)


@cache
def _drawing(names: frozenset[str]) -> str:
    known = symbols()
    return '<svg hidden aria-hidden="true">' + "".join(known[name] for name in sorted(names)) + "</svg>"
