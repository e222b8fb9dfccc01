"""The one egress client: checked addresses, few hops, short time, small replies.

    from greenroom.kit import http
    reply = http.fetch("https://news.example/a")

Every other HTTP client is a lint error. Tests meet an invented network (`greenroom.testing.network`).
"""

from greenroom.kit.http.addresses import is_public
from greenroom.kit.http.causes import MOST_FETCHES, one_cause
from greenroom.kit.http.client import BYTES, HOPS, SECONDS, fetch
from greenroom.kit.http.errors import NotAllowed, NotSent, Unreachable
from greenroom.kit.http.replies import Hop, Reply
from greenroom.kit.http.targets import Target, normal_host, target_of

__all__ = [
    "BYTES",
    "HOPS",
    "MOST_FETCHES",
    "SECONDS",
    "Hop",
    "NotAllowed",
    "NotSent",
    "Reply",
    "Target",
    "Unreachable",
    "fetch",
    "is_public",
    "normal_host",
    "one_cause",
    "target_of",
]
