"""`greenroom provider`: a provider of single sign-on on this machine, to try it out."""

import argparse
import csv
from pathlib import Path

EXAMPLES = """examples:
  greenroom provider --port 4455 --people people.csv

People have the columns id (the subject), name and email; whoever comes chooses who they are, without a password: it is
for trying out and listens to this machine alone. It prints what Greenroom needs to know. It is reached with
  GREENROOM_SIGN_ON_INSIDE=http://127.0.0.1:4455 greenroom up
and set it up on the page of an organisation, or with
  greenroom directory --organisation skerrow --sign-on http://127.0.0.1:4455 --client-id greenroom"""
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and who there is."""
    parser.add_argument("--port", type=int, default=4455, help="where it listens (default 4455)")
    parser.add_argument("--people", type=Path, required=True, metavar="FILE", help="a table: id, name, email")
    parser.add_argument("--client-secret", metavar="SECRET", help="instead of one that is drawn")


def run(arguments: argparse.Namespace) -> int:
    """Print how to connect, and answer until interrupted."""
    from greenroom.testing.provider import Provider, serve

    try:
        with arguments.people.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("id")]
    except OSError as error:
        print(f"greenroom: {arguments.people} cannot be read: {error.strerror}.")
        return 2
    if not rows:
        print(f"greenroom: {arguments.people} has nobody in it; it needs the columns id, name and email.")
        return 2
    people = {row["id"]: {"name": row.get("name") or row["id"], "email": row.get("email", "")} for row in rows}
    provider = Provider(f"http://127.0.0.1:{arguments.port}", people)
    provider.client_secret = arguments.client_secret or provider.client_secret
    print(f"Issuer:        {provider.issuer}\nClient id:     {provider.client_id}")
    print(f"Client secret: {provider.client_secret}\nPeople:        {len(people)}", flush=True)
    serve(provider, arguments.port)
    return 0
