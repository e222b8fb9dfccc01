"""A line to the address that was checked: dialled as it is, timed as a whole, counted byte by byte."""

import ssl
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from httpcore2 import NetworkBackend, NetworkStream, ReadError, WriteError

from greenroom.kit.http.addresses import is_public
from greenroom.kit.http.errors import NotAllowed, NotSent
from greenroom.kit.http.outside import NoSuchName, Outside, Socket
from greenroom.kit.http.targets import Origin, Target

LONGEST_DIAL = 10.0  # seconds for one address, so that a second one gets its turn
PIECE = 16_384  # bytes handed to the line at once


class TimeUp(Exception):  # noqa: N818
    """All the seconds are used."""


class TooMuch(Exception):  # noqa: N818
    """The other side sends more than anybody wants."""


@dataclass
class Budget:
    """What one fetch may use in all: seconds by the clock, and bytes on the wire."""

    outside: Outside
    ends: float
    bytes_left: int
    inside: Collection[Origin] = ()  # whom the operator lets be asked in the own network
    is_sent: bool = False  # whether a byte of the request has gone out

    def seconds(self) -> float:
        """What is left of the time."""
        left = self.ends - self.outside.clock()
        if left <= 0:
            raise TimeUp
        return left


class Line(NetworkStream):
    """A socket whose every step ends when the time of the whole ends."""

    def __init__(self, line: Socket, budget: Budget) -> None:
        self._line = line
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the budget's time counts
        """Some bytes."""
        self._line.settimeout(self._budget.seconds())
        try:
            data = self._line.recv(max_bytes)
        except TimeoutError:
            raise TimeUp from None
        except OSError as error:
            raise ReadError(type(error).__name__) from None
        self._budget.bytes_left -= len(data)
        if self._budget.bytes_left < 0:
            raise TooMuch
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """All of it, in pieces, so that a slow taker meets the end of the time."""
        rest = memoryview(buffer)
        while rest:
            self._line.settimeout(self._budget.seconds())
            self._budget.is_sent = True
            try:
                rest = rest[self._line.send(rest[:PIECE]) :]
            except TimeoutError:
                raise TimeUp from None
            except OSError as error:
                raise WriteError(type(error).__name__) from None

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - the outside has its own
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        """The same line, encrypted."""
        try:
            secured = self._budget.outside.secure(self._line, server_hostname or "", self._budget.seconds())
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):  # a TLS error is one too
                raise NotSent("no_tls") from None
            raise
        return Line(secured, self._budget)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ARG002 - nobody needs to know
        """Nothing: this is HTTP/1.1, used once."""
        return None


class Exchange(NetworkBackend):
    """Connects to one target, whatever it is asked for: only at the addresses that were checked for it."""

    def __init__(self, target: Target, addresses: Sequence[str], budget: Budget) -> None:
        self._target = target
        self._addresses = addresses
        self._budget = budget
        self.reached = ""  # the address that answered

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the target's, which has been resolved already
        port: int,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        """A line to the first address that answers."""
        for address in self._addresses:
            seconds = min(self._budget.seconds(), LONGEST_DIAL)
            try:
                line = self._budget.outside.dial(address, self._target.port, seconds)
            except OSError:
                continue
            self.reached = address
            return Line(line, self._budget)
        raise NotSent("no_line", self._target.host)


def checked_addresses(target: Target, budget: Budget) -> list[str]:
    """The addresses of the target's host, looked up once; refuses them all when one leads inside unasked."""
    try:
        addresses = [str(ip_address(target.host))]
    except ValueError:
        try:
            addresses = list(budget.outside.resolve(target.host, budget.seconds()))
        except NoSuchName:
            raise NotSent("no_such_name", target.host) from None
        except TimeoutError:
            raise TimeUp from None
    if not addresses:
        raise NotSent("no_such_name", target.host)
    if target.origin not in budget.inside and not all(map(is_public, addresses)):
        raise NotAllowed("inside", target.host)
    return addresses
