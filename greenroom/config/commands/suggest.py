"""`greenroom suggest`: whom somebody is advised to follow today, and why."""

import argparse
import json
import sys

EXAMPLES = """examples:
  greenroom suggest --as ida
  greenroom suggest --as ida --limit 20 --json

The same as on the person's own page /people/suggested/, and the same for the whole day."""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, how many, and how to print."""
    parser.add_argument("--as", dest="handle", metavar="HANDLE", required=True, help="the person who is advised")
    parser.add_argument("--limit", type=int, default=8, help="how many at most (default 8)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the suggestions; 1 when there is nobody of that handle."""
    from django.utils import timezone, translation

    from greenroom.pages.shelves.reasons import reasons
    from greenroom.people.models import Identity
    from greenroom.people.queries import identity_by_handle
    from greenroom.social.queries import suggestions_for
    from greenroom.social.visibility import viewer_of

    identity = identity_by_handle(arguments.handle)
    if identity is None or identity.kind != Identity.Kind.PERSON:
        print(f"greenroom: there is no person '{arguments.handle}'.", file=sys.stderr)
        return 1
    with translation.override(identity.person.language), timezone.override(identity.person.time_zone):
        found = suggestions_for(viewer_of(identity), day=timezone.localdate(), limit=max(arguments.limit, 0))
        rows = [
            {
                "handle": one.identity.handle,
                "name": one.identity.display_name,
                "distance": one.reason.distance,
                "people": len(one.reason.counted),
                "organisations": one.reason.houses,
                "reason": " ".join(reasons(one.reason)),
            }
            for one in found
        ]
    if arguments.json:
        print(json.dumps({"as": identity.handle, "suggestions": rows}, ensure_ascii=False))
        return 0
    for row in rows:
        print(f"@{row['handle']}  {row['name']}\n    {row['reason']}")
    if not rows:
        print("Nobody to suggest today.")
    return 0
