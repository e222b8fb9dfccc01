"""`greenroom organisation`: add an organisation."""

import argparse
import json
import sys

EXAMPLES = """examples:
  greenroom organisation add skerrow --name "Skerrow Ferries"
  greenroom organisation add skerrow --name "Skerrow Ferries" --owner ida

Without an owner the hosts of the network act for it until it has one."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-verb."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="add")
    add = verbs.add_parser("add", help="add an organisation")
    add.add_argument("handle", help="small letters, digits and underscores, up to 30")
    add.add_argument("--name", required=True, help="as it stands beside its posts")
    add.add_argument("--owner", metavar="HANDLE", help="a person who owns it and speaks for it")
    add.add_argument("--sector", default="", help="what it does, in a word or two")
    add.add_argument("--json", action="store_true", help="print one JSON object instead of a sentence")


def run(arguments: argparse.Namespace) -> int:
    """Do it; a refusal is one sentence on the error output and exit code 1."""
    from django.core.exceptions import ValidationError

    try:
        return add(arguments)
    except ValidationError as refusal:
        print(f"greenroom organisation: {' '.join(refusal.messages)}", file=sys.stderr)
        return 1


def add(arguments: argparse.Namespace) -> int:
    """Add it, with its owner when one is named."""
    from django.utils import timezone

    from greenroom.kit.refusals import Refusal
    from greenroom.people import actions, queries

    owner = None
    if arguments.owner:
        identity = queries.identity_by_handle(arguments.owner)
        if identity is None or identity.kind != "person":
            raise Refusal("There is no person @%(handle)s.", params={"handle": arguments.owner.removeprefix("@")})
        owner = identity.person
    organisation = actions.add_organisation(
        handle=arguments.handle,
        display_name=arguments.name,
        owner=owner,
        sector=arguments.sector,
        now=timezone.now(),
    )
    if arguments.json:
        print(json.dumps({"handle": organisation.identity.handle, "name": organisation.identity.display_name}))
    else:
        print(f"@{organisation.identity.handle} is added.")
    return 0
