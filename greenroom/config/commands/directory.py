"""`greenroom directory`: keep an organisation's people as its own directory has them."""

import argparse
import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenroom.directory.models import Reading
    from greenroom.people.models import Organisation

EXAMPLES = """examples:
  greenroom directory people.csv --organisation skerrow --dry-run      what would change; nothing is written
  greenroom directory people.csv --organisation skerrow
  greenroom directory hr.csv --organisation skerrow --map key=Personalnr --map email=Mail --map site=Standort
  greenroom directory --organisation skerrow --new-token Entra         a token for SCIM, shown once
  greenroom directory --organisation skerrow --end-token Entra
  greenroom directory --organisation skerrow --sign-on https://login.skerrow.example --client-id 7f

Columns: key, email, name (or first and last), title, unit, manager, language; the usual names of each are known, and
further names given by --map become attributes of the membership. Without a key the address is the key.
Who is new is added as a member (unclaimed: nobody signs in as them until they are invited; --invite does it); who is
no longer in the file leaves the organisation, and nothing else. Owners never leave by a file. The same file a second
time changes nothing. A file by which more than 20 percent would leave stops; --anyway takes it all the same.
A file DATA/directory/HANDLE.csv is read every night."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, for whom, and how."""
    parser.add_argument("file", type=Path, nargs="?", help="the people file: a table with names of columns")
    parser.add_argument("--organisation", metavar="HANDLE", required=True, help="whose people they are")
    parser.add_argument(
        "--map", action="append", default=[], metavar="NAME=COLUMN", help="which column holds what (kept for next time)"
    )
    parser.add_argument("--sign-on", metavar="ISSUER", help="set up single sign-on; 'off' switches it off")
    parser.add_argument("--client-id", metavar="ID", default="", help="how the provider knows this network")
    parser.add_argument("--claim", default="sub", help="which claim is the key of an entry (default: sub)")
    parser.add_argument("--both-factors", action="store_true", help="the provider asks for a second factor itself")
    parser.add_argument("--new-token", metavar="NAME", help="make a token for SCIM and print it, once")
    parser.add_argument("--end-token", metavar="NAME", help="end the tokens of this name")
    parser.add_argument("--invite", action="store_true", help="write to newcomers")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--anyway", action="store_true", help="take a file by which many would leave")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Read the file: 0 when it is taken or looked at, 1 when it stops, 2 when it cannot be used."""
    from greenroom.kit.refusals import Refusal
    from greenroom.people.queries import identity_by_handle

    identity = identity_by_handle(arguments.organisation)
    organisation: Organisation | None = getattr(identity, "organisation", None)
    if organisation is None:
        print(f"greenroom: there is no organisation '{arguments.organisation}'.", file=sys.stderr)
        return 2
    try:
        if arguments.new_token or arguments.end_token:
            return keep_tokens(organisation, arguments)
        if arguments.sign_on:
            return keep_sign_on(organisation, arguments)
        if arguments.file is None:
            raise Refusal("Name a file, --sign-on, --new-token or --end-token.")
        content = arguments.file.read_bytes()
        return read(organisation, content, arguments)
    except OSError as error:
        print(f"greenroom: {arguments.file} cannot be read: {error.strerror}.", file=sys.stderr)
    except Refusal as refusal:
        print(f"greenroom: {' '.join(refusal.messages)}", file=sys.stderr)
    return 2


def read(organisation: "Organisation", content: bytes, arguments: argparse.Namespace) -> int:
    """Look at the file; take it in unless it stops or the words say that it is a look."""
    from django.db import transaction
    from django.utils import timezone

    from greenroom.directory import actions
    from greenroom.directory.models import Reading

    now, columns = timezone.now(), mapping(arguments.map)
    if arguments.dry_run:
        with transaction.atomic():
            settle(organisation, columns, invites=arguments.invite)
            reading = actions.show_file(
                organisation=organisation, file=arguments.file.name, content=content, by=None, now=now
            )
            transaction.set_rollback(True)
        tell(reading, as_json=arguments.json, would=True)
        return 0
    settle(organisation, columns, invites=arguments.invite)
    reading = actions.show_file(organisation=organisation, file=arguments.file.name, content=content, by=None, now=now)
    if reading.state == Reading.State.STOPPED and not arguments.anyway:
        tell(reading, as_json=arguments.json, would=True)
        print(
            f"greenroom: {reading.counts['left']} people would leave, which is more than the organisation allows at"
            " once. Nothing was changed. Look at the file, then say --anyway.",
            file=sys.stderr,
        )
        return 1
    actions.take_reading(reading=reading, by=None, now=now, at_once=True)
    while actions.go_on(reading.pk, now=timezone.now()):
        pass
    reading.refresh_from_db()
    tell(reading, as_json=arguments.json, would=False)
    return 0


def keep_sign_on(organisation: "Organisation", arguments: argparse.Namespace) -> int:
    """Set the organisation's provider up, or switch it off; the secret is in the environment, or asked for."""
    from django.conf import settings
    from django.utils import timezone

    from greenroom.directory import actions, queries

    known = queries.sign_on_of(organisation)
    if arguments.sign_on == "off":
        if known is not None:
            actions.remove_sign_on(sign_on=known, by=None, now=timezone.now())
        print("Single sign-on is off." if known else "There was none.")
        return 0
    secret = os.environ.get("GREENROOM_CLIENT_SECRET") or (getpass.getpass("Client secret (empty for none): "))
    actions.set_up_sign_on(
        organisation=organisation,
        issuer=arguments.sign_on,
        client_id=arguments.client_id,
        client_secret=secret,
        claim=arguments.claim,
        counts_as_both=arguments.both_factors,
        by=None,
        now=timezone.now(),
    )
    print(f"Address for people:  {settings.PUBLIC_URL}/sign-in/with/{organisation.identity.handle}/")
    print(f"Address to register: {settings.PUBLIC_URL}/sign-in/back/")
    return 0


def keep_tokens(organisation: "Organisation", arguments: argparse.Namespace) -> int:
    """Make or end tokens for SCIM."""
    from django.conf import settings
    from django.utils import timezone

    from greenroom.directory import actions, queries

    now = timezone.now()
    if arguments.end_token:
        ended = [token for token in queries.tokens_of(organisation) if token.name == arguments.end_token]
        for token in ended:
            actions.end_token(token=token, by=None, now=now)
        print(f"{len(ended)} ended.")
        return 0 if ended else 2
    _token, secret = actions.make_token(organisation=organisation, name=arguments.new_token, by=None, now=now)
    print(f"SCIM address: {settings.PUBLIC_URL}/scim/v2/\nToken (shown once): {secret}")
    return 0


def mapping(words: list[str]) -> dict[str, str]:
    """`key=Personalnr` as a mapping; refuses words without an equals sign."""
    from greenroom.kit.refusals import Refusal

    if any("=" not in word for word in words):
        raise Refusal("--map takes NAME=COLUMN, for example email=Mail.")
    return {name.strip(): column.strip() for name, _equals, column in (word.partition("=") for word in words)}


def settle(organisation: "Organisation", columns: dict[str, str], *, invites: bool) -> None:
    """Keep what was said about columns and invitations for the next file."""
    from django.utils import timezone

    from greenroom.directory import actions

    if columns or invites:
        actions.arrange(
            organisation=organisation,
            columns=columns or None,
            invites=invites or None,
            by=None,
            now=timezone.now(),
        )


def tell(reading: "Reading", *, as_json: bool, would: bool) -> None:
    """The result: one object of JSON, or sentences and the refused lines."""
    refused = [{"line": one["line"], "who": one["about"], "why": one["say"] % one["with"]} for one in reading.refused]
    if as_json:
        print(json.dumps({**reading.counts, "state": reading.state, "lines": refused}, ensure_ascii=False))
        return
    for one in refused:
        where = f"line {one['line']}" if one["line"] else one["who"] or reading.file
        print(f"refused: {reading.file}, {where}: {one['why']}", file=sys.stderr)
    if (more := reading.counts.get("refused", 0) - len(refused)) > 0:
        print(f"refused: and {more:,} lines more", file=sys.stderr)
    counts = {name: f"{reading.counts.get(name, 0):,}" for name in COUNTED}
    words = "Would be: {added} added, {returned} back, {moved} moved, {changed} changed, {left} leave"
    done = "{added} added, {returned} back, {moved} moved, {changed} changed, {left} left"
    rest = ", {same} as they were, {refused} lines refused."
    print(((words if would else done) + rest).format(**counts))


COUNTED = ("added", "returned", "moved", "changed", "left", "same", "refused")
