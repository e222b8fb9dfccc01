"""The one way out: every request to somebody else's server goes through `fetch` (trust, section 7)."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import httpcore2
from django.conf import settings

from greenroom.kit.http import outside
from greenroom.kit.http.breaker import BREAKER
from greenroom.kit.http.causes import count_one
from greenroom.kit.http.errors import NotAllowed, NotSent, Unreachable
from greenroom.kit.http.lines import Budget, Exchange, TimeUp, TooMuch, checked_addresses
from greenroom.kit.http.outside import trust
from greenroom.kit.http.replies import Hop, Reply, body_of, headers_of
from greenroom.kit.http.targets import Origin, Target, next_target, target_of

SECONDS, BYTES, HOPS = 30, 2**20, 5  # the limits of the table in docs/hosting
ROOM_FOR_HEADS = 2**18  # bytes on the wire beside the body: headers, and the frames of chunks
REDIRECTS = {301, 302, 303, 307, 308}
FOLLOWS = {"GET", "HEAD"}  # a request that changes something is never repeated elsewhere
OURS = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te", "cookie"}
TRAVELS = {"accept", "accept-language", "user-agent"}  # headers that also go to another origin


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    limit: int = BYTES,
    seconds: float = SECONDS,
    hops: int = HOPS,
    inside: Collection[Origin] = (),
) -> Reply:
    """Ask somebody else's server; returns its reply, whatever its status.

    `limit` is in bytes of the decoded body: a longer one is cut, and `is_whole` is false. `seconds` are by the clock
    for everything together. Up to `hops` redirects are followed for GET and HEAD, each checked like the first; to
    another origin only harmless headers go along. No cookies, no proxies, no credentials in addresses. `inside` are
    origins that the operator has named to be asked although they lie in the own network; nothing redirects there.

    Raises `NotAllowed` (never sent, and never will be), `NotSent` (no line: later may go better) or `Unreachable`
    (sent, no whole reply: nobody knows whether it arrived). Never call it inside a transaction.
    """
    if settings.IS_DEMO:
        raise NotAllowed("demo")  # its first page promises that nothing leaves the machine
    here = outside.HERE
    budget = Budget(here, here.clock() + seconds, bytes_left=0, inside=inside)
    target = _first_target(url, inside)
    sent = _headers(headers or {})
    done: list[Hop] = []
    while True:
        reply = _ask(target, method, sent, body, limit=limit, budget=budget)
        done.append(reply.hops[0])
        if method not in FOLLOWS or reply.status not in REDIRECTS or "location" not in reply.headers:
            return replace(reply, hops=tuple(done))
        if len(done) > hops:
            raise NotAllowed("too_many_hops", target.host)
        onward = next_target(target, _text(reply.headers["location"]), ports=settings.EGRESS_PORTS)
        if onward.origin != target.origin:
            sent = {name: value for name, value in sent.items() if name.lower() in TRAVELS}
        target, budget.inside = onward, ()


def _first_target(url: str, inside: Collection[Origin]) -> Target:
    """Where to begin: at an allowed port, or at an origin that the operator named with its port."""
    target = target_of(url, ports=settings.EGRESS_PORTS | {port for _scheme, _host, port in inside})
    return target if target.origin in inside else target_of(url, ports=settings.EGRESS_PORTS)


def _ask(
    target: Target, method: str, headers: Mapping[str, str], body: bytes | None, *, limit: int, budget: Budget
) -> Reply:
    """One hop, with a fresh count of bytes; silence is noted against the host."""
    count_one()
    clock, place = budget.outside.clock, f"{target.host}:{target.port}"
    if BREAKER.is_resting(place, clock()):
        raise NotSent("resting", target.host)
    budget.bytes_left, budget.is_sent = limit + ROOM_FOR_HEADS, False
    try:
        reply = _speak(target, method, headers, body, limit=limit, budget=budget)
    except Unreachable as silence:
        BREAKER.note_silence(place, clock())
        silence.host = target.host
        raise
    BREAKER.note_answer(place)
    return reply


def _speak(
    target: Target, method: str, headers: Mapping[str, str], body: bytes | None, *, limit: int, budget: Budget
) -> Reply:
    """Connect, send, read; every way in which that fails is one of two: sent, or not sent."""
    try:
        exchange = Exchange(target, checked_addresses(target, budget), budget)
        with httpcore2.HTTPConnection(
            httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=trust() if target.scheme == "https" else None,
            network_backend=exchange,
        ) as connection:
            response = connection.handle_request(_request(target, method, headers, body))
            given = headers_of(response)
            encoding = given.get("content-encoding", "").strip().lower()
            read, is_whole = (b"", True) if method == "HEAD" else body_of(response, encoding, limit=limit)
            response.close()
        hop = Hop(target.url, exchange.reached, response.status)
        return Reply(target.url, response.status, given, read, is_whole, (hop,))
    except TimeUp:
        raise _failed(budget, "too_slow") from None
    except TooMuch:
        raise _failed(budget, "too_much") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise _failed(budget, type(error).__name__) from None


def _failed(budget: Budget, reason: str) -> Unreachable:
    return Unreachable(reason) if budget.is_sent else NotSent(reason)


def _request(target: Target, method: str, headers: Mapping[str, str], body: bytes | None) -> httpcore2.Request:
    """The request as it goes over the line; what frames it is ours alone."""
    whole = {"Host": target.authority, **headers, "Accept-Encoding": "gzip", "Connection": "close"}
    if body is not None:
        whole["Content-Length"] = str(len(body))
    address = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in whole.items()]
    return httpcore2.Request(method, address, headers=lines, content=body)


def _headers(given: Mapping[str, str]) -> dict[str, str]:
    """The caller's headers; those that frame the message, and cookies, are not the caller's to set."""
    if taken := OURS & {name.lower() for name in given}:
        raise ValueError(f"{sorted(taken)} are set by the client alone.")
    if not all(word.isascii() and word.isprintable() for pair in given.items() for word in pair):
        raise NotAllowed("bad_header")
    named = {name.lower() for name in given}
    agent = {} if "user-agent" in named else {"User-Agent": f"Greenroom (+{settings.PUBLIC_URL})"}
    return {"Accept": "*/*", **agent, **given} if "accept" not in named else {**agent, **given}


def _text(header: str) -> str:
    """A header that may hold UTF-8, as some servers send it."""
    raw = header.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return header
