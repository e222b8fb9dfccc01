"""A way in parses, calls one action and answers: it writes no row of its own."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "greenroom"
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete", "update"}
# Words that are writes only on a manager or a query: `dict.update` is none.
ON_QUERIES = {"delete", "update"}
HARMLESS = {"session", "context", "headers", "data", "counts", "initial", "environment", "hash", "digest", "attrs"}


def ways_in():
    """Views, addresses and forms of every room, and the console commands."""
    for file in sorted(ROOT.rglob("*.py")):
        parts = set(file.relative_to(ROOT).parts)
        if "tests" in parts or "testing" in parts:
            continue
        if file.stem.startswith(("views", "urls", "forms", "api")) or "commands" in parts or "pages" in parts:
            yield file


def name_of(node):
    """The last word before the called method: `Post.objects` gives `objects`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return "query" if isinstance(node, ast.Call) else ""


def writes_in(file):
    """Lines that call a writing method."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        holder = name_of(node.func.value)
        if node.func.attr in ON_QUERIES and holder not in {"objects", "query"}:
            continue
        if holder not in HARMLESS:
            yield f"{file.relative_to(ROOT)}:{node.lineno} {holder}.{node.func.attr}()"


def test_no_way_in_writes_a_row():
    files = list(ways_in())

    assert len(files) > 10, "the walk found too few files to mean anything"
    assert [line for file in files for line in writes_in(file)] == []
