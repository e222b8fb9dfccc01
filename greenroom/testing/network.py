"""An invented network for tests, the oracle and the demo: names, machines and replies in memory, and a clock.

    def test_a_page_is_read(network):
        network.page("https://news.example/a", "<title>News</title>")
        assert http.fetch("https://news.example/a").status == 200

The fixture stands in `greenroom.testing.offline`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from greenroom.kit.http.outside import NoSuchName, Outside

PORTS = {"http": 80, "https": 443}
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Asked:
    """A request as it arrived at a machine."""

    method: str
    url: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes


type Piece = bytes | float  # a number: seconds in which the machine says nothing
type Answer = Callable[[Asked], Iterable[Piece]]


@dataclass
class Network:
    """The outside that a test has made up. `asked`, `dialled` and `resolved` tell what was done there."""

    now: float = 0.0
    names: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    otherwise: Answer | None = None  # for whatever nobody has made: every name exists then
    refusing: set[str] = field(default_factory=set)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    secured: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def name(self, host: str, *addresses: str) -> None:
        """A name with its addresses; without any it gets a public one of its own."""
        self.names[host] = list(addresses) or [f"93.184.{len(self.names) // 250 % 250}.{len(self.names) % 250 + 1}"]

    def answer(self, url: str, answer: Answer) -> None:
        """What a machine sends, byte by byte, when it is asked for `url`."""
        host = urlsplit(url).hostname or ""
        if host not in self.names:
            self.name(host)
        self.answers[url] = answer

    @staticmethod
    def head(status: int = 200, **headers: str) -> bytes:
        """The head of a reply, for answers byte by byte; `_` in a name stands for `-`."""
        return reply(status, {name.replace("_", "-"): value for name, value in headers.items()})

    def page(
        self, url: str, body: str | bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """A page at `url`; HTML unless the headers say otherwise."""
        whole = body.encode() if isinstance(body, str) else body
        kind = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(whole))} | dict(headers or {})
        self.answer(url, lambda _asked: [reply(status, kind), whole])

    def redirect(self, url: str, to: str, *, status: int = 302) -> None:
        """`url` sends its readers elsewhere."""
        self.answer(url, lambda _asked: [reply(status, {"Location": to, "Content-Length": "0"})])

    def silent(self, url: str) -> None:
        """Takes the request and never says a word."""
        self.answer(url, lambda _asked: [1e9])

    def hangs_up(self, url: str) -> None:
        """Takes the request and hangs up."""
        self.answer(url, lambda _asked: [])

    def refuses(self, host: str) -> None:
        """No line to this host."""
        self.name(host)
        self.refusing.update(self.names[host])

    def outside(self) -> Outside:
        """What the egress client is given in the place of the real network."""
        return Outside(self.resolve, self.dial, self.secure, lambda: self.now)

    def resolve(self, host: str, seconds: float) -> list[str]:  # noqa: ARG002 - answers at once
        """The addresses of a name."""
        self.resolved.append(host)
        if host not in self.names and self.otherwise is not None:
            self.name(host)
        if host not in self.names:
            raise NoSuchName(host)
        return self.names[host]

    def dial(self, address: str, port: int, seconds: float) -> "Wire":  # noqa: ARG002
        """A line to a machine."""
        self.dialled.append((address, port))
        if address in self.refusing:
            raise ConnectionRefusedError(address)
        return Wire(self, "https" if port == PORTS["https"] else "http")

    def secure(self, wire: object, host: str, seconds: float) -> "Wire":  # noqa: ARG002
        """The line, encrypted for a host."""
        if not isinstance(wire, Wire):
            raise TypeError("This line is of another network.")
        self.secured.append(host)
        return wire

    def reply_to(self, asked: Asked) -> Iterator[Piece]:
        """What comes back; a page that nobody made is not found."""
        self.asked.append(asked)
        answer = self.answers.get(asked.url, self.otherwise)
        return iter(answer(asked) if answer else [reply(404, {"Content-Length": "0"})])


def reply(status: int, headers: Mapping[str, str]) -> bytes:
    """The head of a reply."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode()


class Wire:
    """A line of the invented network; waiting on it moves the clock."""

    def __init__(self, network: Network, scheme: str) -> None:
        self.network = network
        self.scheme = scheme
        self.patience = 0.0
        self.taken = bytearray()
        self.coming: Iterator[Piece] | None = None
        self.rest: Piece = b""
        self.is_open = True

    def settimeout(self, seconds: float) -> None:
        """How long the next step may take."""
        self.patience = seconds

    def send(self, data: memoryview) -> int:
        """Take the data; a whole request is answered."""
        self.taken += data
        head, end, body = bytes(self.taken).partition(HEAD_END)
        if end and self.coming is None:
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
            if len(body) >= int(headers.get("content-length", 0)):
                method, path, _version = first.split(" ")
                url = f"{self.scheme}://{headers['host']}{path}"
                self.coming = self.network.reply_to(Asked(method, url, headers, body))
        return len(data)

    def recv(self, most: int) -> bytes:
        """The next bytes, after whatever pause comes before them."""
        while not isinstance(self.rest, bytes) or not self.rest:
            if not isinstance(self.rest, bytes):
                self._wait(self.rest)
                self.rest = b""
            try:
                self.rest = next(self.coming or iter(()))
            except StopIteration:
                return b""
        said, self.rest = self.rest[:most], self.rest[most:]
        return said

    def _wait(self, seconds: float) -> None:
        if seconds > self.patience:
            self.network.now += self.patience
            self.rest = seconds - self.patience
            raise TimeoutError
        self.network.now += seconds

    def close(self) -> None:
        """Hang up."""
        self.is_open = False
