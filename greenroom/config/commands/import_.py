"""`greenroom import`: bring in people, follows or posts from a file, or an archive of another network."""

import argparse
import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from greenroom.imports.report import Report
    from greenroom.people.models import Organisation, Person

EXAMPLES = """examples:
  greenroom import people members.csv                    columns: handle, name, email, title, organisation, language
  greenroom import follows who-reads-whom.txt            two columns, commas or spaces, with or without a heading
  greenroom import follows likes.csv --mutual            each line in both directions
  greenroom import posts archive.csv --as ida            columns: author, date, text; your own need no author
  greenroom import posts archive.jsonl --audience org:skerrow --json
  greenroom import mastodon archive.tar.gz --as ida      as Mastodon gives it: a folder, .zip, .tar.gz or outbox.json
  greenroom import x twitter-archive.zip --as ida --audience public
  greenroom import community FOLDER --organisation gsa   people, communities, events, topics (.json), news.jsonl

An archive is read and checked as a whole before anything is stored. What was public elsewhere is public here, what
was for followers is for followers; X says nothing of that, so --audience does (network). Direct messages are never
read. Nobody is told of imported posts. A boost of something that is not here stays a link on the profile.
A second run adds nothing twice. Refused lines are printed with their place and the reason; everything else is kept.
Without --as the operator of this machine imports. Somebody else's posts are for the hosts of the network.
Of a community, people come first, then circles with their managers as keepers, then articles and events as posts; what
names no author is said by --organisation. A handle that exists is the same person.
People who are not here yet are added without an address: nobody can sign in as them until they are invited.
Dates without a time zone are UTC. 3/4/2026 is the fourth of March, unless another date of the file says otherwise."""
KINDS = ["people", "follows", "posts", "mastodon", "x", "community"]
FOR_POSTS = frozenset({"posts", "x", "community"})
FOR_HOSTS = frozenset({"people", "follows", "community"})
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from where, for whom."""
    parser.add_argument("kind", choices=KINDS, help="what it holds, or whose archive it is")
    parser.add_argument("file", type=Path, metavar="path", help="a file; archives may be folders too")
    parser.add_argument("--as", dest="who", metavar="HANDLE", help="who imports (default: the operator)")
    parser.add_argument("--audience", metavar="A", help="who may read the posts (network), e.g. public or org:skerrow")
    parser.add_argument("--organisation", metavar="HANDLE", help="who says what names no author (community)")
    parser.add_argument("--mutual", action="store_true", help="read each follow in both directions")
    parser.add_argument("--json", action="store_true", help="end with one object of JSON")


def run(arguments: argparse.Namespace) -> int:
    """Import; 2 when the file as a whole could not be used, 1 when the machine gave out on the way."""
    from django.db import OperationalError

    from greenroom.imports.report import Report, UnusableFileError

    report = Report(arguments.file.name)
    try:
        bring_in(arguments, report)
    except UnusableFileError as error:
        return stopped(report, str(error), 2, arguments)
    except KeyboardInterrupt:
        return stopped(report, "Stopped. The same command goes on from here.", 130, arguments)
    except (OSError, OperationalError) as error:
        why = "The disk is full" if is_full(error) else f"The machine refuses: {error}"
        return stopped(report, f"{why}. What was stored stays; the same command goes on from there.", 1, arguments)
    report.print(as_json=arguments.json)
    return 0


def stopped(report: "Report", why: str, code: int, arguments: argparse.Namespace) -> int:
    """Say why it ends here, after what was done."""
    print(f"greenroom: {why}", file=sys.stderr)
    report.refuse(0, why)
    if arguments.json:
        report.print(as_json=True)
    return code


def is_full(error: Exception) -> bool:
    """Whether there is no room left, as the system or one of the databases says it."""
    said = str(error).lower()
    return getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in said or "no space left" in said


def bring_in(arguments: argparse.Namespace, report: "Report") -> None:
    """Hand the file to the module of its kind."""
    from django.utils import timezone

    from greenroom.imports import bringing, follows, people, posts, settling

    require_fitting(arguments)
    by, now, file = importer(arguments.who, arguments.kind), timezone.now(), arguments.file
    audience = arguments.audience or "network"
    match arguments.kind:
        case "people":
            people.import_file(file, report, by=by, now=now)
        case "follows":
            follows.import_file(file, report, mutual=arguments.mutual, by=by, now=now)
        case "posts":
            posts.import_file(file, report, audience=audience, by=by, now=now)
        case "community":
            audience_row, house = posts.audience_named(audience), organisation(arguments.organisation)
            settling.import_community(file, report, audience=audience_row, house=house, by=by, now=now)
        case kind:
            bringing.import_archive(kind, file, report, audience=posts.audience_named(audience), by=by, now=now)


def require_fitting(arguments: argparse.Namespace) -> None:
    """Refuse options that say nothing about this kind."""
    from greenroom.imports.report import UnusableFileError

    if arguments.mutual and arguments.kind != "follows":
        raise UnusableFileError("--mutual is for follows.")
    if arguments.organisation and arguments.kind != "community":
        raise UnusableFileError("--organisation is for communities.")
    if arguments.audience and arguments.kind == "mastodon":
        raise UnusableFileError("A Mastodon archive says itself who may read each post: leave --audience out.")
    if arguments.audience and arguments.kind not in FOR_POSTS:
        raise UnusableFileError("--audience is for posts.")


def organisation(handle: str | None) -> "Organisation | None":
    """The organisation of this handle, or None where nobody named one."""
    if handle is None:
        return None
    from greenroom.imports.report import UnusableFileError
    from greenroom.people import queries

    house = getattr(queries.identity_by_handle(handle), "organisation", None)
    if house is None or house.closed_at is not None:
        raise UnusableFileError(f"There is no organisation @{handle.removeprefix('@')}.")
    return cast("Organisation", house)


def importer(handle: str | None, kind: str) -> "Person | None":
    """The person who imports, or None for the operator; people and follows are for hosts alone."""
    if handle is None:
        return None
    from greenroom.imports.report import UnusableFileError
    from greenroom.people import queries

    identity = queries.identity_by_handle(handle)
    person = getattr(identity, "person", None)
    if person is None:
        raise UnusableFileError(f"There is no person @{handle.removeprefix('@')}.")
    if kind in FOR_HOSTS and not queries.is_host(person):
        raise UnusableFileError("Only the hosts of the network can import people, follows and communities.")
    return cast("Person", person)
