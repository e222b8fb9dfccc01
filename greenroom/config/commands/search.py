"""`greenroom search`: what somebody would find, and the index made anew."""

import argparse
import json
import sys
from zoneinfo import ZoneInfo

EXAMPLES = """finds the newest 40 posts that a guest, or somebody, may read: {"total", "ids"}, ids as decimal strings.
Every word must be there, in any of its forms; a word or phrase in quotes as it stands. Operators:
  from:HANDLE   in:HANDLE (an organisation, a circle, or public, network)   lang:de
  after:2026-03-31 (that day and later)   before:2026-03-31 (earlier days), in the reader's time zone

examples:
  greenroom search 'works council' --as ida
  greenroom search '"first hour" in:board after:2026-01-01' --as ida --json
  greenroom search --rebuild       make the index anew, the newest posts first; called again, it goes on"""
NEEDS_DJANGO = True
READS_ROWS = True
NEWEST = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look for, and who looks."""
    parser.add_argument("query", nargs="?", metavar="QUERY", help="words, phrases and operators")
    parser.add_argument("--as", dest="handle", metavar="HANDLE", help="who looks; without it, a guest")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    parser.add_argument("--rebuild", action="store_true", help="make the index anew")


def run(arguments: argparse.Namespace) -> int:
    """Find or rebuild; 2 when it is said neither what to look for nor to rebuild, or nobody has the handle."""
    if arguments.rebuild:
        return rebuild(as_json=arguments.json)
    if arguments.query is None:
        print("greenroom search: say what to look for, or --rebuild.", file=sys.stderr)
        return 2
    return find(arguments.query, arguments.handle, as_json=arguments.json)


def find(typed: str, handle: str | None, *, as_json: bool) -> int:
    """Print what is found, the newest first; a sentence on standard error says why nothing can be found."""
    from django.utils import timezone

    from greenroom.people import queries as people
    from greenroom.people.models import Identity
    from greenroom.social.search import find_ids, parse
    from greenroom.social.visibility import viewer_of

    identity = people.identity_by_handle(handle) if handle is not None else None
    if handle is not None and (identity is None or identity.kind == Identity.Kind.CIRCLE):
        print(f"greenroom search: nobody is called @{handle.removeprefix('@')}.", file=sys.stderr)
        return 2
    person = getattr(identity, "person", None)
    with timezone.override(ZoneInfo(person.time_zone) if person else None):
        total, ids, troubles = find_ids(viewer_of(identity), parse(typed), limit=NEWEST)
    if as_json:
        print(json.dumps({"total": total, "ids": list(map(str, ids))}))
    else:
        print("\n".join(["1 post" if total == 1 else f"{total} posts", *map(str, ids)]))
    for sentence in troubles:
        print(sentence, file=sys.stderr)
    return 0


def rebuild(*, as_json: bool) -> int:
    """Empty the index and fill it again; whoever stops it goes on by calling it once more."""
    from django.utils import timezone

    from greenroom.social.search import indexing

    indexing.begin_anew(now=timezone.now())
    count = 0
    while some := indexing.go_on():
        count += some
        if not as_json and sys.stderr.isatty():
            print(f"\r{count} posts", end="", file=sys.stderr)
    print(json.dumps({"posts": count}) if as_json else f"{count} posts are in the index.")
    return 0
