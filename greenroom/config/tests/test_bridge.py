"""The bridge between the server and Django, with a handler that says what it was asked."""

import asyncio
import json

import pytest

from greenroom.config import bridge as bridges
from greenroom.config.bridge import BODY_LIMIT, TOO_LARGE, Bridge
from greenroom.web.middleware import BODY_TOO_LARGE
from greenroom.web.uploads import ARCHIVE, TOGETHER

pytestmark = pytest.mark.fast
FORM = (b"content-type", b"application/x-www-form-urlencoded")


class Replied:
    """What the handler answers; knows whether it was closed."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.is_closed = False

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        self.is_closed = True


def mirror(environ, start_response):
    start_response("201 Created", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    body = environ["wsgi.input"].read()
    said = {key: value for key, value in environ.items() if isinstance(value, str | bool)}
    return Replied([json.dumps({**said, "size": len(body), "length": environ["CONTENT_LENGTH"]}).encode()])


def scope_of(**changes):
    return {
        "type": "http",
        "method": "GET",
        "path": "/@ida/",
        "query_string": b"page=2",
        "headers": [(b"host", b"localhost")],
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": ("10.0.0.9", 40000),
        **changes,
    }


def ask(app, *pieces, proxies=(), is_secure=False, **changes):
    """Send one request; the messages of the reply."""
    incoming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    incoming.append({"type": "http.request", "body": b"", "more_body": False})
    outgoing = []

    async def receive():
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message):
        outgoing.append(message)

    asyncio.run(Bridge(app, is_secure=is_secure, proxies=proxies)(scope_of(**changes), receive, send))
    return outgoing


def asked(*pieces, **changes):
    """What the handler saw."""
    return json.loads(b"".join(message.get("body", b"") for message in ask(mirror, *pieces, **changes)))


def test_the_request_arrives_in_the_words_of_the_handler():
    seen = asked(headers=[(b"host", b"localhost"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"x-part", b"feed")])

    assert (seen["REQUEST_METHOD"], seen["PATH_INFO"], seen["QUERY_STRING"]) == ("GET", "/@ida/", "page=2")
    assert (seen["HTTP_HOST"], seen["HTTP_COOKIE"], seen["HTTP_X_PART"]) == ("localhost", "a=1; b=2", "feed")


def test_a_path_outside_ascii_arrives_as_its_bytes():
    assert asked(path="/tags/été/")["PATH_INFO"].encode("latin-1").decode() == "/tags/été/"


def test_a_header_with_an_underscore_cannot_pass_for_another():
    assert "HTTP_X_FORWARDED_FOR" not in asked(headers=[(b"x_forwarded_for", b"1.2.3.4")])


def test_every_header_of_the_reply_is_sent_once_each():
    start = ask(mirror)[0]

    assert start["status"] == 201
    assert start["headers"] == [(b"content-type", b"text/plain"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]


def test_a_body_in_pieces_arrives_whole():
    seen = asked(b"x" * 100_000, b"y" * 100_000, method="POST")

    assert (seen["size"], seen["length"], seen[TOO_LARGE]) == (200_000, "200000", False)


def test_a_body_over_the_limit_is_not_kept_and_the_handler_is_told():
    assert TOO_LARGE == BODY_TOO_LARGE

    seen = asked(b"x" * BODY_LIMIT, b"x", method="POST")

    assert (seen["size"], seen["length"], seen[TOO_LARGE]) == (0, "0", True)


def test_a_form_is_measured_by_what_was_typed_not_by_its_encoding():
    encoded = b"%C3%A9" * 500_000  # a million bytes of words, three million on the wire

    assert asked(encoded, method="POST", headers=[FORM])["size"] == 3_000_000
    assert asked(encoded, method="POST")["size"] == 0


def test_d1_what_is_far_too_large_is_answered_before_it_has_all_come(monkeypatch):
    monkeypatch.setattr(bridges, "DRAIN_LIMIT", 3_000_000)
    pieces = [b"x" * 1_000_000] * 50

    incoming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]

    async def receive():
        return incoming.pop(0)

    async def send(message):
        pass

    asyncio.run(Bridge(mirror, is_secure=False)(scope_of(method="POST"), receive, send))

    assert len(incoming) == 46


@pytest.mark.parametrize(
    ("path", "cookie", "files"),
    [
        ("/settings/bring/", "name=ida", ARCHIVE),
        ("/settings/bring/", "name=nobody", 0),
        ("/settings/bring/", None, 0),
        ("/settings/pictures/", None, TOGETHER),
        ("/", "name=ida", 0),
    ],
)
def test_d1_whole_archives_are_taken_from_somebody_alone(path, cookie, files):
    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    headers += [(b"cookie", cookie.encode())] if cookie else []
    bridge = Bridge(mirror, is_secure=False, knows=lambda cookies: cookies == "name=ida")

    assert asyncio.run(bridge.files(scope_of(path=path, headers=headers))) == files


def test_a_client_that_leaves_while_it_sends_is_not_answered():
    called = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        called.append(message)

    asyncio.run(Bridge(mirror, is_secure=False)(scope_of(method="POST"), receive, send))

    assert called == []


def test_a_head_request_gets_the_head_alone_and_the_reply_is_closed():
    replied = Replied([b"words"])

    def app(environ, start_response):
        start_response("200 OK", [("Content-Length", "5")])
        return replied

    start, end = ask(app, method="HEAD")

    assert start["headers"] == [(b"content-length", b"5")]
    assert end == {"type": "http.response.body", "body": b"", "more_body": False}
    assert replied.is_closed


def test_a_long_reply_is_sent_piece_by_piece_and_closed_at_the_end():
    replied = Replied([b"x" * 40_000 for _ in range(10)])

    def app(environ, start_response):
        start_response("200 OK", [])
        return replied

    pieces = [message["body"] for message in ask(app)[1:]]

    assert [len(piece) for piece in pieces] == [80_000, 80_000, 80_000, 80_000, 80_000, 0]
    assert replied.is_closed


def test_a_reader_who_leaves_closes_the_reply():
    replied = Replied([b"x" * 80_000 for _ in range(10)])

    def app(environ, start_response):
        start_response("200 OK", [])
        return replied

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.body":
            raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(Bridge(app, is_secure=False)(scope_of(), receive, send))

    assert replied.is_closed


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        ((), b"1.2.3.4", "10.0.0.9"),
        (("10.0.0.9",), b"1.2.3.4", "1.2.3.4"),
        (("10.0.0.9",), b"6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (("10.0.0.9", "1.2.3.4"), b"5.5.5.5, 1.2.3.4", "5.5.5.5"),
        (("10.0.0.0/8",), b"1.2.3.4", "1.2.3.4"),
        (("192.168.0.0/16",), b"1.2.3.4", "10.0.0.9"),
    ],
)
def test_the_client_is_whom_listed_proxies_name(proxies, forwarded, address):
    seen = asked(proxies=proxies, headers=[(b"x-forwarded-for", forwarded)])

    assert seen["REMOTE_ADDR"] == address


def test_behind_a_secure_public_address_requests_are_secure():
    assert asked(is_secure=True)["wsgi.url_scheme"] == "https"


def test_files_are_taken_where_a_form_may_hold_some():
    file, sent = (
        b"x" * 2_000_000,
        {"method": "POST", "headers": [(b"content-type", b"multipart/form-data; boundary=x")]},
    )

    assert asked(file, path="/media/", **sent)["size"] == 2_000_000
    assert asked(file, path="/drafts/save/", **sent)[TOO_LARGE] is True
    assert asked(*[file] * 9, path="/media/", **sent)[TOO_LARGE] is True


@pytest.mark.parametrize(
    ("peer", "proxies", "forwarded", "told"),
    [
        ("127.0.0.1", (), b"203.0.113.9", ["127.0.0.1"]),
        ("10.0.0.7", (), b"203.0.113.9", ["10.0.0.7"]),
        ("10.0.0.7", ("10.0.0.0/8",), b"203.0.113.9", []),
        ("10.0.0.7", (), b"", []),
        ("93.184.216.34", (), b"203.0.113.9", []),
    ],
)
def test_a_proxy_nearby_that_is_not_listed_is_told_of_once(peer, proxies, forwarded, told):
    met = []
    bridge = Bridge(None, is_secure=False, proxies=proxies, met=met.append)

    for _ in range(2):
        bridge.client({"client": (peer, 40_000)}, forwarded.decode())

    assert met == told
