"""The bridge from ASGI to Django's WSGI handler: bodies spooled, four threads, no thread held by a slow reader."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address, ip_network
from typing import Any, BinaryIO

from greenroom.web.uploads import TOGETHER, files_in

type Scope = MutableMapping[str, Any]
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

BODY_LIMIT = 1_100_000  # bytes of a body once its percent signs are read (trust, section 13)
DRAIN_LIMIT = 16_000_000  # what a browser may still send before it is cut off: it then shows our page, not an error
DRAIN_FILES = 4  # times the limit, where files are taken
SPOOL = 65_536  # larger bodies lie in a file
AT_ONCE = 65_536  # bytes of a long reply that are read in one go
PATIENCE = 60.0  # seconds between two pieces of a body
TOO_LARGE = "greenroom.body_too_large"


class GoneError(Exception):
    """The client went away before its request was complete."""


class Reply:
    """What the handler answers: the head, a first piece, and the rest where there is more."""

    def __init__(self, app: Wsgi, environ: dict[str, Any]) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        body = app(environ, self._start)
        self._close = getattr(body, "close", lambda: None)
        self._pieces: Iterator[bytes] = iter(body)
        self.is_over = False
        if environ["REQUEST_METHOD"] == "HEAD":
            self.close()
            self.first = b""
        else:
            self.first = self.take()

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:  # noqa: ARG002
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    def take(self) -> bytes:
        """The next piece; closes what was read when nothing is left."""
        pieces, size = [], 0
        for piece in self._pieces:
            pieces.append(piece)
            size += len(piece)
            if size >= AT_ONCE:
                return b"".join(pieces)
        self.close()
        return b"".join(pieces)

    def close(self) -> None:
        """Let the handler clean up; once."""
        if not self.is_over:
            self.is_over = True
            self._close()


class Bridge:
    """An ASGI application around a WSGI one. `threads` pages are made at the same time, the others wait."""

    def __init__(
        self,
        app: Wsgi,
        *,
        is_secure: bool,
        proxies: Iterable[str] = (),
        threads: int = 4,
        met: Callable[[str], None] | None = None,
        knows: Callable[[str], bool] | None = None,
    ) -> None:
        self.app = app
        self.met = met  # told once of a proxy nearby that is not listed
        self.knows = knows  # whether a Cookie header is somebody's; whole archives are taken from nobody else
        self.scheme = "https" if is_secure else "http"
        self.proxies = [ip_network(listed, strict=False) for listed in proxies]
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; says nothing to a client that has gone."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as body:
            try:
                fits = await spool(scope, receive, body, files=await self.files(scope))
            except (GoneError, TimeoutError):
                return
            environ = self.environ(scope, body)
            environ[TOO_LARGE] = not fits
            loop = asyncio.get_running_loop()
            reply = await loop.run_in_executor(self.pool, Reply, self.app, environ)
            try:
                await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
                piece = reply.first
                while not reply.is_over:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    piece = await loop.run_in_executor(self.pool, reply.take)
                await send({"type": "http.response.body", "body": piece, "more_body": False})
            finally:
                if not reply.is_over:
                    await loop.run_in_executor(self.pool, reply.close)

    async def files(self, scope: Scope) -> int:
        """How many bytes of files are read for this request, before anybody is asked whether they may come."""
        most = files_in(scope["path"], scope["headers"])
        if most <= TOGETHER or self.knows is None:
            return most
        cookies = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")
        return most if await asyncio.get_running_loop().run_in_executor(self.pool, self.knows, cookies) else 0

    def environ(self, scope: Scope, body: Any) -> dict[str, Any]:
        """The request in the words of WSGI."""
        server = scope.get("server") or ("localhost", 80)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
            "QUERY_STRING": scope["query_string"].decode("latin-1"),
            "SERVER_NAME": server[0],
            "SERVER_PORT": str(server[1]),
            "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": body,
            "wsgi.errors": None,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "CONTENT_LENGTH": str(body.tell()),
        }
        body.seek(0)
        environ |= variables(scope["headers"])
        environ["REMOTE_ADDR"] = self.client(scope, environ.get("HTTP_X_FORWARDED_FOR", ""))
        return environ

    def client(self, scope: Scope, forwarded: str) -> str:
        """The address of the client: what a listed proxy says of it, else the other end of the connection."""
        address = str((scope.get("client") or ("",))[0])
        if forwarded and self.met and not self._is_listed(address) and is_near(address):
            self.met(address)
            self.met = None
        for named in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
            if not self._is_listed(address):
                break
            address = named
        return address

    def _is_listed(self, address: str) -> bool:
        """Whether the address lies in one of the listed networks; what is no address lies in none."""
        try:
            return any(ip_address(address) in network for network in self.proxies)
        except ValueError:
            return False


def is_near(address: str) -> bool:
    """Whether it is of this machine or its network: a proxy of the house, nobody on the internet."""
    try:
        return ip_address(address).is_private
    except ValueError:
        return False


def variables(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers as WSGI names them; names with an underscore are dropped, they could pass for another header."""
    found: dict[str, str] = {}
    for raw, value in headers:
        name = raw.decode("latin-1").upper()
        if "_" in name or name == "CONTENT-LENGTH":
            continue
        key = "CONTENT_TYPE" if name == "CONTENT-TYPE" else f"HTTP_{name.replace('-', '_')}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        text = value.decode("latin-1")
        found[key] = f"{found[key]}{joint}{text}" if key in found else text
    return found


async def spool(scope: Scope, receive: Receive, body: BinaryIO | Any, *, files: int = 0) -> bool:
    """Read the body into `body`; false, and an empty body, when it is larger than the limit.

    What is over the limit is read and forgotten up to a bound: a browser that still sends shows no reply.
    """
    limit, drain = BODY_LIMIT + files, max(DRAIN_LIMIT, DRAIN_FILES * files)
    is_form = any(
        name.lower() == b"content-type" and value.lower().startswith(b"application/x-www-form-urlencoded")
        for name, value in scope["headers"]
    )
    size = seen = 0
    while True:
        async with asyncio.timeout(PATIENCE):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        piece = message.get("body", b"")
        seen += len(piece)
        size += len(piece) - (2 * piece.count(b"%") if is_form else 0)
        if size <= limit:
            body.write(piece)
        elif body.tell():
            body.seek(0)
            body.truncate()
        if not message.get("more_body", False) or seen > drain:
            return size <= limit
