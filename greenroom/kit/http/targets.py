"""Where a request goes: an address taken apart once, checked, and put together in one normal form."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

import idna

from greenroom.kit.http.errors import NotAllowed

LONGEST = 4_096  # characters of an address
LONGEST_HOST = 253
PORTS = {"http": 80, "https": 443}
NEVER_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\]")
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)  # a last label that old parsers read as an IPv4 address
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
KEPT = "%/:=&?~+!$,;'@()*[]|"  # signs that stay as they are


type Origin = tuple[str, str, int]  # scheme, host, port


@dataclass(frozen=True)
class Target:
    """One place: everything that is sent there is made from these four fields."""

    scheme: str
    host: str  # a name in ASCII, or an IP address without brackets
    port: int
    path: str  # with its query, in ASCII

    @property
    def authority(self) -> str:
        """The host as the header names it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> Origin:
        """Scheme, host and port: headers of the caller go to one origin only."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        """The whole address in its normal form."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(url: str, *, ports: frozenset[int]) -> Target:
    """Take an address apart; raises `NotAllowed` for everything but plain http and https to an allowed port."""
    if len(url) > LONGEST or NEVER_IN_AN_ADDRESS.search(url):
        raise NotAllowed("bad_address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowed("bad_address") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise NotAllowed("scheme")
    if "@" in parts.netloc:
        raise NotAllowed("credentials")
    if "[" in parts.netloc and ":" not in (parts.hostname or ""):
        raise NotAllowed("bad_host")  # brackets are for IPv6 alone
    host = normal_host(parts.hostname or "")
    port = PORTS[scheme] if port is None else port
    if port not in ports:
        raise NotAllowed("port", host)
    return Target(scheme, host, port, _path(parts.path, parts.query))


def next_target(target: Target, location: str, *, ports: frozenset[int]) -> Target:
    """Where a redirect leads, by the same rules."""
    try:
        url = urljoin(target.url, location.strip(" \t"))
    except ValueError:
        raise NotAllowed("bad_address") from None
    return target_of(url, ports=ports)


def normal_host(host: str) -> str:
    """A host in the one form that is compared, resolved and sent: lower case, ASCII, without the last dot.

    Idempotent. Raises `NotAllowed` for names of one label (they are looked up in the own network), for names that
    are none, and for numbers that only some programs read as addresses (127.1, 0x7f.1, 2130706433).
    """
    if ":" in host:
        return _ip(host)
    name = _ascii(host.removesuffix("."))
    if NUMBER.fullmatch(name.rpartition(".")[2]):
        return _ip(name)
    if len(name) > LONGEST_HOST or not NAME.fullmatch(name):
        raise NotAllowed("bad_host")
    return name


def _ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise NotAllowed("bad_host") from None


def _ip(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        raise NotAllowed("bad_host") from None


def _path(path: str, query: str) -> str:
    """Path and query as they go over the line: nothing but visible ASCII, and never empty."""
    whole = f"{path or '/'}?{query}" if query else path or "/"
    return quote(whole if whole.startswith("/") else f"/{whole}", safe=KEPT)
