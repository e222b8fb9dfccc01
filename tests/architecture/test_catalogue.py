"""The ids of the catalogue stand in the names of the tests that hold them, and the list says which still wait."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.catalogue import FAULTS, NOT_YET, WAITING

ROOT = Path(__file__).parents[2]
TEST = re.compile(r"^ *def test_((?:[a-z]\d+_)+)", re.MULTILINE)

pytestmark = pytest.mark.fast


def ids_in_names():
    """How many tests carry each id."""
    files = [file for folder in ("greenroom", "tests") for file in (ROOT / folder).rglob("test_*.py")]
    found = [match for file in files for match in TEST.findall(file.read_text(encoding="utf-8"))]
    return Counter(one.upper() for names in found for one in names.strip("_").split("_"))


def test_every_fault_has_a_test_or_waits_for_its_room():
    held = ids_in_names()

    assert sum(held.values()) > 100, "the walk found too few tests to mean anything"
    assert sorted(set(FAULTS) - set(held) - set(WAITING)) == [], "neither held nor waiting"
    rooms = {one for one, reason in WAITING.items() if reason != NOT_YET}
    assert sorted(set(held) & rooms) == [], "held, and said to wait for a room"


def test_no_test_names_a_fault_that_is_none():
    assert sorted(set(ids_in_names()) - set(FAULTS)) == []
    assert sorted(set(WAITING) - set(FAULTS)) == []
