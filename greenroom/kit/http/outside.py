"""The outside as the client meets it: names, lines, locks and time; a test puts another in its place."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol


class Socket(Protocol):
    """What a line must be able to do."""

    def settimeout(self, seconds: float, /) -> None:
        """Wait no longer than this for the next step."""

    def recv(self, most: int, /) -> bytes:
        """Some bytes; none when the other side has hung up."""

    def send(self, data: memoryview, /) -> int:
        """Send the beginning of `data`; returns how much of it."""

    def close(self) -> None:
        """Hang up."""


class NoSuchName(Exception):  # noqa: N818
    """Nobody knows an address of this name."""


@dataclass(frozen=True)
class Outside:
    """Four functions; seconds are how long each may take."""

    resolve: Callable[[str, float], Sequence[str]]  # all addresses of a name
    dial: Callable[[str, int, float], Socket]  # a line to an IP address and port
    secure: Callable[[Socket, str, float], Socket]  # the line encrypted, the other side proven to be the host
    clock: Callable[[], float]  # seconds, only going up


def resolve(host: str, seconds: float) -> list[str]:
    """All addresses of a name, asked in a thread of its own, since the system's resolver knows no time limit."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            # With its last dot the name is whole: the machine's search list adds nothing to it.
            found = socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(address[0]) for *_kind, address in found)))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise NoSuchName(host)
    return answer


def dial(address: str, port: int, seconds: float) -> Socket:
    """A line to exactly this address; nothing is looked up here."""
    line = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((address, port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        line.close()
        raise
    return line


def secure(line: Socket, host: str, seconds: float) -> Socket:
    """Encrypt the line; the certificate must name the host, and be signed by somebody whom the system trusts."""
    assert isinstance(line, socket.socket)  # noqa: S101 - dialled above
    line.settimeout(seconds)
    return trust().wrap_socket(line, server_hostname=host)


@cache
def trust() -> ssl.SSLContext:
    """Whom the operating system trusts, TLS 1.2 and newer."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context


REAL = Outside(resolve, dial, secure, time.monotonic)
HERE = REAL  # tests replace it with an invented network (greenroom.testing.network); nothing else does
