"""`greenroom import`: bring in people, follows or posts from a file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from greenroom.config.importing.report import Report
    from greenroom.people.models import Person

EXAMPLES = """examples:
  greenroom import people members.csv                    columns: handle, name, email, title, organisation, language
  greenroom import follows who-reads-whom.txt            two columns, commas or spaces, with or without a heading
  greenroom import follows likes.csv --mutual            each line in both directions
  greenroom import posts archive.csv --as ida            columns: author, date, text; your own need no author
  greenroom import posts archive.jsonl --audience org:skerrow --json

A second run adds nothing twice. Refused lines are printed with their place and the reason; everything else is kept.
Without --as the operator of this machine imports. Somebody else's posts are for the hosts of the network.
People who are not here yet are added without an address: nobody can sign in as them until they are invited.
Dates without a time zone are UTC. 3/4/2026 is the fourth of March, unless another date of the file says otherwise."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from where, for whom."""
    parser.add_argument("kind", choices=["people", "follows", "posts"], help="what the file holds")
    parser.add_argument("file", type=Path, help="the file")
    parser.add_argument("--as", dest="who", metavar="HANDLE", help="who imports (default: the operator)")
    parser.add_argument("--audience", metavar="A", help="who may read the posts (network), e.g. public or org:skerrow")
    parser.add_argument("--mutual", action="store_true", help="read each follow in both directions")
    parser.add_argument("--json", action="store_true", help="end with one object of JSON")


def run(arguments: argparse.Namespace) -> int:
    """Import; 2 when the file as a whole could not be used."""
    from greenroom.config.importing.report import Report, UnusableFileError

    report = Report(arguments.file.name)
    try:
        bring_in(arguments, report)
    except UnusableFileError as error:
        print(f"greenroom: {error}", file=sys.stderr)
        report.refuse(0, str(error))
        if arguments.json:
            report.print(as_json=True)
        return 2
    report.print(as_json=arguments.json)
    return 0


def bring_in(arguments: argparse.Namespace, report: "Report") -> None:
    """Hand the file to the module of its kind."""
    from django.utils import timezone

    from greenroom.config.importing import follows, people, posts
    from greenroom.config.importing.report import UnusableFileError

    by, now, file = importer(arguments.who, arguments.kind), timezone.now(), arguments.file
    if arguments.mutual and arguments.kind != "follows":
        raise UnusableFileError("--mutual is for follows.")
    if arguments.audience and arguments.kind != "posts":
        raise UnusableFileError("--audience is for posts.")
    match arguments.kind:
        case "people":
            people.import_file(file, report, by=by, now=now)
        case "follows":
            follows.import_file(file, report, mutual=arguments.mutual, by=by, now=now)
        case _:
            posts.import_file(file, report, audience=arguments.audience or "network", by=by, now=now)


def importer(handle: str | None, kind: str) -> "Person | None":
    """The person who imports, or None for the operator; people and follows are for hosts alone."""
    if handle is None:
        return None
    from greenroom.config.importing.report import UnusableFileError
    from greenroom.people import queries

    identity = queries.identity_by_handle(handle)
    person = getattr(identity, "person", None)
    if person is None:
        raise UnusableFileError(f"There is no person @{handle.removeprefix('@')}.")
    if kind != "posts" and not queries.is_host(person):
        raise UnusableFileError("Only the hosts of the network can import people and follows.")
    return cast("Person", person)
