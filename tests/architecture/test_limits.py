"""Limits are the same in the list, in the code and in the table that hosts read [D1]."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.architecture.limits import LIMITS

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "hosting" / "limits.md"
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<value>[^|]+) \|$", re.MULTILINE)

pytestmark = pytest.mark.fast


def held(path):
    """What the code says there: a module, and a name in it, in what the name holds."""
    module, parts = "", path.split(".")
    while parts and find_spec(f"{module}{parts[0]}") is not None:
        module += f"{parts.pop(0)}."
        if import_module(module[:-1]).__spec__.submodule_search_locations is None:
            break
    found = import_module(module[:-1])
    for name in parts:
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found() if callable(found) else found


@pytest.mark.parametrize(("path", "value"), [line[2:] for line in LIMITS], ids=[line[2] for line in LIMITS])
def test_d1_the_code_holds_what_the_list_says(path, value):
    assert held(path) == value


def test_d1_the_table_for_hosts_says_what_the_list_says():
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))[1:]
    published = [row for row in rows if not set(row[0]) <= {"-"}]

    assert sorted(published) == sorted({(what, value) for what, value, _path, _held in LIMITS})
