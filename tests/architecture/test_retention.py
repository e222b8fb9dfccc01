"""The table of what is kept how long says what the code does."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "docs" / "hosting" / "retention.md"
ROW = re.compile(r"^\| [^|]+ \| (?P<kept>[^|]+) \| [^|]* \| `(?P<path>[\w.]+)` \|$", re.MULTILINE)
LENGTH = re.compile(r"\A(\d+) (hours|days)")

pytestmark = pytest.mark.fast


def held(path):
    """What stands there: a module, or a name in one."""
    try:
        return import_module(path)
    except ImportError:
        module, _dot, name = path.rpartition(".")
        return getattr(import_module(module), name)


def test_each_line_names_a_place_and_its_length():
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))

    assert len(rows) > 10, "the table was not read"
    for kept, path in rows:
        place, said = held(path), LENGTH.match(kept)
        if said:
            assert place == timedelta(**{said[2]: int(said[1])}), path
