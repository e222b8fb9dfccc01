"""`greenroom text` shows what becomes of texts, in a process of its own without a database."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.fast
COMMAND = [sys.executable, "-c", "import sys; from greenroom.config.cli import main; sys.exit(main())", "text"]


def shown(*arguments, given=b"", folder=None):
    """The exit code, the objects printed, and what went to the error stream."""
    environment = {**os.environ, "GREENROOM_DATA": str(folder), "DATABASE_URL": "postgres://nowhere.invalid/none"}
    done = subprocess.run(
        [*COMMAND, *arguments], input=given, capture_output=True, env=environment, timeout=60, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def lines(*items):
    return b"\n".join(item if isinstance(item, bytes) else json.dumps({"text": item}).encode() for item in items)


def test_each_line_becomes_an_object(tmp_path):
    code, objects, _ = shown(
        given=lines("We were late.\n\nHi @Ida, see https://a.bc/d #Why and the rest."), folder=tmp_path
    )
    rel = 'rel="nofollow noopener noreferrer"'
    assert code == 0
    assert objects == [
        {
            "headline": "We were late.",
            "note": "Hi @Ida, see https://a.bc/d #Why and the rest.",
            "html": f'<p>We were late.</p><p>Hi <a href="/@ida/" class="mention" {rel}>@Ida</a>, '
            f'see <a href="https://a.bc/d" {rel}>https://a.bc/d</a> '
            f'<a href="/tags/why/" class="tag" {rel}>#Why</a> and the rest.</p>\n',
            "count": 68,
            "mentions": ["ida"],
            "tags": ["Why"],
            "links": ["https://a.bc/d"],
            "language": "en",
        }
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_bad_line_is_named_and_the_others_are_shown(tmp_path):
    bad = [
        b"{",
        b"[]",
        b'{"text": 1}',
        b"\xff",
        b"[" * 100_000,
        b'{"text": "' + b"x" * 1_000_000 + b'"}',
        "",
        "x" * 50_003,
    ]
    code, objects, _ = shown(given=lines("first", b"", *bad, "last \ud800"), folder=tmp_path)
    assert code == 1
    assert [item.get("headline") for item in objects] == ["first", *[None] * len(bad), "last"]
    assert [item["line"] for item in objects if "error" in item] == list(range(3, 3 + len(bad)))
    assert objects[1]["error"] == "The line is not JSON."
    assert objects[7]["error"] == "Write a headline."
    assert objects[8]["error"] == "This text has 50003 characters; at most 50002 fit."


def test_a_file_can_be_named(tmp_path):
    file = tmp_path / "posts.jsonl"
    file.write_bytes(lines("one", "two"))
    code, objects, _ = shown(str(file), folder=tmp_path)
    assert (code, [item["headline"] for item in objects]) == (0, ["one", "two"])


def test_an_unreadable_file_is_named(tmp_path):
    code, objects, errors = shown(str(tmp_path / "none.jsonl"), folder=tmp_path)
    assert (code, objects) == (2, [])
    assert "none.jsonl: No such file" in errors
