"""What came back: a reply, read no further than its limit."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from httpcore2 import Response

from greenroom.kit.http.errors import Unreachable
from greenroom.kit.http.lines import TooMuch

GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


@dataclass(frozen=True)
class Hop:
    """One request of a fetch: the address asked, the machine that answered, and its answer."""

    url: str
    address: str
    status: int


@dataclass(frozen=True)
class Reply:
    """The answer of the last hop."""

    url: str  # where it came from in the end
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes  # decoded
    is_whole: bool = True  # false when the limit was met
    hops: tuple[Hop, ...] = field(default=())

    @property
    def media_type(self) -> str:
        """`text/html`, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the header names, or nothing."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _equals, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \t\"'").lower()
        return ""


def headers_of(response: Response) -> dict[str, str]:
    """Headers by their names; those given more than once are joined."""
    found: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def body_of(response: Response, encoding: str, *, limit: int) -> tuple[bytes, bool]:
    """The decoded body and whether it is whole; of a longer one the first `limit` bytes."""
    body = bytearray()
    try:
        for piece in _decoded(response.iter_stream(), encoding, most=limit + 1):
            body += piece
            if len(body) > limit:
                return bytes(body[:limit]), False
    except TooMuch:
        return bytes(body), False
    return bytes(body), True


def _decoded(pieces: Iterable[bytes], encoding: str, *, most: int) -> Iterable[bytes]:
    """The pieces unpacked, never more than `most` bytes at once: a bomb is not unpacked further than wanted."""
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Unreachable("unknown_encoding")
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
    try:
        for piece in pieces:
            rest = piece
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, most)
                rest = unpacker.unconsumed_tail
    except zlib.error:
        raise Unreachable("bad_encoding") from None
    if not unpacker.eof:
        raise Unreachable("bad_encoding")
