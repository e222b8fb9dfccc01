"""`greenroom fetch`: ask an address as Greenroom would, and say what becomes of it."""

import argparse
import json
from typing import Any

from greenroom.kit import http

EXAMPLES = """The request goes the way of all requests of Greenroom: nothing inside, five redirects, 30 seconds, 1 MiB.

examples:
  greenroom fetch https://example.org/          # allowed? which machine, which redirects, how much
  greenroom fetch http://169.254.169.254/ --json
  greenroom fetch https://example.org/feed --body > feed.xml

The command ends with 0 when a reply came, whatever its status; with 1 when none came; with 3 when the rules forbid
the address."""
NEEDS_DJANGO = False
NO_REPLY, FORBIDDEN = 1, 3
MEANINGS = {
    "demo": "a demo world asks nobody",
    "bad_address": "this is no address of the web",
    "scheme": "only http and https are spoken",
    "credentials": "an address with a name and a password is never used",
    "port": "requests go to ports 80 and 443, and to those in GREENROOM_EGRESS_PORTS",
    "bad_host": "this is not the name of a machine on the internet",
    "inside": "the name leads to an address that only this machine or its network can reach",
    "too_many_hops": "it redirects more than five times",
    "no_such_name": "nobody knows an address of this name",
    "no_line": "the machine takes no connection",
    "no_tls": "the machine cannot prove that it is this host",
    "too_slow": "30 seconds were not enough",
    "too_much": "what came back had no end",
    "resting": "the machine was silent too often and is left alone for a while",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The address, and how to answer."""
    parser.add_argument("url", metavar="URL", help="the address, with http:// or https://")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    how.add_argument("--body", action="store_true", help="print what came back, and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Ask, and print what happened."""
    try:
        reply = http.fetch(arguments.url)
    except http.NotAllowed as refused:
        _say({"allowed": False, "reason": refused.reason, "host": refused.host}, as_json=arguments.json)
        return FORBIDDEN
    except http.Unreachable as lost:
        sent = not isinstance(lost, http.NotSent)
        told = {"allowed": True, "reason": lost.reason, "host": lost.host, "sent": sent}
        _say(told, as_json=arguments.json)
        return NO_REPLY
    if arguments.body:
        print(reply.body.decode(reply.charset or "utf-8", errors="replace"), end="")
        return 0
    _say(_told_of(reply), as_json=arguments.json)
    return 0


def _told_of(reply: http.Reply) -> dict[str, Any]:
    """What a reply is, for lines and for JSON."""
    hops = [{"url": hop.url, "address": hop.address, "status": hop.status} for hop in reply.hops]
    return {
        "allowed": True,
        "url": reply.url,
        "status": reply.status,
        "type": reply.media_type,
        "bytes": len(reply.body),
        "whole": reply.is_whole,
        "hops": hops,
    }


def _say(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told))
        return
    for hop in told.get("hops", []):
        print(f"{hop['status']}  {hop['url']}  ({hop['address']})")
    if "status" in told:
        cut = "" if told["whole"] else ", cut there"
        print(f"{told['bytes']} bytes of {told['type'] or 'something without a type'}{cut}")
        return
    what = MEANINGS.get(told["reason"], told["reason"])
    host = f" ({told['host']})" if told["host"] else ""
    print(f"no reply: {what}{host}" if told["allowed"] else f"not allowed: {what}{host}")
