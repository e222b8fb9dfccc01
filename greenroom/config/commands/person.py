"""`greenroom person`: add a person, or give somebody a way back in."""

import argparse
import json
import sys
from typing import Any

EXAMPLES = """examples:
  greenroom person add ida --email ida@example.org --network
  greenroom person add noor --email noor@example.org --name "Noor Aalders" --organisation skerrow --role administrator
  greenroom person add tove --email tove@example.org --network --json
  greenroom person link ida

'add' makes the person and a link that works once, within 14 days: whoever opens it chooses a password or a
passkey. 'link' prints a way to a new password, for one hour; passkeys and authenticator app stay as they are.
Roles are owner, administrator and member; --role counts for the organisation, or for the network without one."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two sub-verbs."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="add | link")
    add = verbs.add_parser("add", help="add a person and print their one-use link")
    add.add_argument("handle", help="small letters, digits and underscores, up to 30")
    add.add_argument("--email", required=True, help="the person signs in with it")
    add.add_argument("--name", help="as it stands beside their posts; the handle when absent")
    add.add_argument("--network", action="store_true", help="make them a member of the network")
    add.add_argument("--organisation", metavar="HANDLE", help="make them a member of this organisation")
    add.add_argument("--role", default="member", help="owner, administrator or member (the default)")
    add.add_argument("--language", default="en", help="of pages and mail: en (the default), de or fr")
    add.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
    link = verbs.add_parser("link", help="print a way to a new password for somebody who is locked out")
    link.add_argument("handle", help="whose")


def run(arguments: argparse.Namespace) -> int:
    """Do it; a refusal is one sentence on the error output and exit code 1."""
    from django.core.exceptions import ValidationError

    try:
        return add(arguments) if arguments.verb == "add" else link(arguments)
    except ValidationError as refusal:
        print(f"greenroom person: {' '.join(refusal.messages)}", file=sys.stderr)
        return 1


def add(arguments: argparse.Namespace) -> int:
    """Add the person with their memberships, and invite them to take the row over; all or nothing."""
    from django.conf import settings

    from greenroom.people import addresses

    token = added(arguments)
    link = addresses.invitation(token)
    if arguments.json:
        print(json.dumps({"handle": arguments.handle, "email": arguments.email, "link": link}))
    elif settings.MAIL_HOST:
        print(f"@{arguments.handle} is added. A mail with a one-use link goes to {arguments.email}.")
    else:
        print(f"@{arguments.handle} is added. No mail is set up; this link works once, within 14 days:\n{link}")
    return 0


def added(arguments: argparse.Namespace) -> str:
    """The token of the link."""
    from django.db import transaction
    from django.utils import timezone

    from greenroom.people import actions
    from greenroom.people.actions.invitations import known_role
    from greenroom.people.actions.persons import known_address

    now = timezone.now()
    role = known_role(arguments.role)
    email = known_address(arguments.email)
    with transaction.atomic():
        organisation = organisation_called(arguments.organisation)
        person = actions.add_person(
            handle=arguments.handle,
            display_name=arguments.name or arguments.handle,
            email=email,
            language=arguments.language,
            now=now,
        )
        if arguments.network or (organisation is None and role != "member"):
            actions.join_network(person=person, role="member" if organisation else role, by=None, now=now)
        if organisation is not None:
            actions.join_organisation(person=person, organisation=organisation, role=role, by=None, now=now)
        _, token = actions.invite(email=email, person=person, by=None, now=now, language=arguments.language)
    return token


def organisation_called(handle: str | None) -> Any:
    """The organisation with this handle, or nothing when none is named; refuses one that does not exist."""
    from greenroom.kit.refusals import Refusal
    from greenroom.people import queries

    if handle is None:
        return None
    identity = queries.identity_by_handle(handle)
    if identity is None or identity.kind != "organisation":
        raise Refusal(
            "There is no organisation @%(handle)s. 'greenroom organisation add' makes one.",
            code="organisation_unknown",
            params={"handle": handle.removeprefix("@")},
        )
    return identity.organisation


def link(arguments: argparse.Namespace) -> int:
    """Print the address at which the person chooses a new password."""
    from django.contrib.auth.tokens import default_token_generator

    from greenroom.kit.refusals import Refusal
    from greenroom.people import addresses, queries

    identity = queries.identity_by_handle(arguments.handle)
    if identity is None or identity.kind != "person" or not identity.person.is_claimed:
        raise Refusal(
            "Nobody signs in as @%(handle)s yet. Host > People > their page > Invite makes a new link.",
            params={"handle": arguments.handle.removeprefix("@")},
        )
    print(addresses.new_password(identity.person.pk, default_token_generator.make_token(identity.person)))
    return 0
