"""`greenroom erase`: erase somebody at once, without the seven days."""

import argparse
import json
import sys

EXAMPLES = """examples:
  greenroom erase ida              say what would be erased, and do nothing
  greenroom erase ida --yes        erase it; prints the certificate
  greenroom erase ida --yes --json {"certificate", "erased_at", "rows", "sha256"}

Erases posts, messages, pictures, profile, way in and all else that is stored about the person, and what others
keep about them. Others' words stay, without the handle. It cannot be brought back; 'greenroom export' first."""
NEEDS_DJANGO = True
READS_ROWS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and that it is meant."""
    parser.add_argument("handle", metavar="HANDLE", help="of a person")
    parser.add_argument("--yes", action="store_true", help="do it; without this it is only counted")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Count, or erase; 1 when nobody has the handle, or somebody must hand over first."""
    from django.core.exceptions import ValidationError

    from greenroom.people import queries
    from greenroom.people.models import Identity

    identity = queries.identity_by_handle(arguments.handle, include_suspended=True)
    if identity is None or identity.kind != Identity.Kind.PERSON:
        print(f"greenroom erase: nobody is called @{arguments.handle.removeprefix('@')}.", file=sys.stderr)
        return 1
    if not arguments.yes:
        return count(identity.handle, as_json=arguments.json)
    try:
        return erase(identity.pk, as_json=arguments.json)
    except ValidationError as refusal:
        print(f"greenroom erase: {' '.join(refusal.messages)}", file=sys.stderr)
        return 1


def count(handle: str, *, as_json: bool) -> int:
    """What there is of each kind."""
    from greenroom.people.belongings import belongings
    from greenroom.people.models import Person

    person = Person.objects.get(identity__handle=handle)
    rows = {kind.key: kind.number(person) for kind in belongings()}
    if as_json:
        print(json.dumps({"handle": handle, "rows": rows}))
    else:
        print("\n".join(f"{number:>8}  {key}" for key, number in rows.items() if number))
        print(f"Nothing was erased. 'greenroom erase {handle} --yes' erases all of it for good.")
    return 0


def erase(person_id: int, *, as_json: bool) -> int:
    """All of it, step by step, and the work that follows; whoever stops it goes on by `greenroom work`."""
    from django.utils import timezone

    from greenroom.exports import actions, erasure_log
    from greenroom.people.models import Person

    erasure = actions.erase_now(person=Person.objects.get(pk=person_id), now=timezone.now())
    while actions.go_on(erasure.pk, now=timezone.now()):
        pass
    erasure.refresh_from_db()
    erasure_log.append(erasure)
    if as_json:
        print(json.dumps({**json.loads(erasure.statement), "sha256": erasure.digest}))
    else:
        print("\n".join(f"{number:>8}  {key}" for key, number in erasure.counts.items()))
        print(f"certificate {erasure.certificate}\nsha256 {erasure.digest}")
        print("The worker takes the files of their pictures away next.")
    return 0
