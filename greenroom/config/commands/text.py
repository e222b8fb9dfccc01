"""`greenroom text`: show what Greenroom makes of texts, without a database."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from greenroom.kit import text
from greenroom.kit.refusals import Refusal

EXAMPLES = """each line of the input is a JSON object with a "text"; each line of the output is what becomes of it:
  {"headline", "note", "html", "count", "mentions", "tags", "links", "language"}
A line that cannot be read gives {"error", "line"}, and the command ends with 1.

examples:
  echo '{"text": "We were wrong. Here is why, at length ..."}' | greenroom text
  greenroom text posts.jsonl > made.jsonl"""
NEEDS_DJANGO = False
LONGEST_LINE = 1_000_000  # bytes; what is longer is skipped unparsed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file to read."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON lines; without it, standard input is read")


def run(arguments: argparse.Namespace) -> int:
    """Print one object for each line; 1 when a line was bad, 2 when the file cannot be read."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)  # refusals are sentences in English here
    if arguments.file is None:
        return show_all(lines_of(sys.stdin.buffer))
    try:
        with Path(arguments.file).open("rb") as lines:
            return show_all(lines_of(lines))
    except OSError as error:
        print(f"greenroom: cannot read {arguments.file}: {error.strerror}", file=sys.stderr)
        return 2


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines, of an endless one no more than shows that it is too long."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def show_all(lines: Iterable[bytes]) -> int:
    """Print what each line becomes, in order."""
    bad = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            made = made_of(words_in(line))
        except ValueError as error:
            made = {"error": str(error), "line": number}
        except Refusal as refusal:
            made = {"error": refusal.messages[0], "line": number}
        bad = bad or "error" in made
        print(json.dumps(made))  # in ASCII, so that it passes through any terminal and pipe
    return int(bad)


def words_in(line: bytes) -> str:
    """The text of one line, or a ValueError that says what is wrong with it."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"The line is longer than {LONGEST_LINE} bytes.")
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("The line is not JSON.") from error
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise ValueError('The line is not an object with a "text".')
    words: str = item["text"]
    return words


def made_of(written: str) -> dict[str, Any]:
    """What Greenroom makes of a text. Mentions lead to the person's page, whether or not there is one."""
    words = text.split(written)
    whole = text.source(words.headline, words.note)
    spoken = text.spoken(words.headline, words.note)
    rendered = text.render(words.headline, words.note, mention_url="/@{}/".format, tag_url="/tags/{}/".format)
    return {
        "headline": words.headline,
        "note": words.note,
        "html": rendered.html,
        "count": text.count(words.headline) + text.count(words.note),
        "mentions": text.mentions(spoken),
        "tags": text.tags(spoken),
        "links": text.links(whole),
        "language": text.guess_language(whole),
    }
