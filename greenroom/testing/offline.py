"""What keeps tests away from the network, and the invented one that they are given instead."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from greenroom.kit.http import outside
from greenroom.kit.http.breaker import BREAKER
from greenroom.testing.network import Asked, Network
from greenroom.testing.provider import Provider


class ReachedTheNetworkError(AssertionError):
    """A test tried to reach a machine that is not this one."""


def is_here(address: object) -> bool:
    """A socket in the file system, or this machine."""
    if not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(str(address[0])).is_loopback
    except ValueError:
        return str(address[0]) == "localhost"


@pytest.fixture(scope="session", autouse=True)
def no_test_reaches_the_network() -> Iterator[None]:
    """Sockets connect to this machine alone, and names are not looked up."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}
    look_up = socket.getaddrinfo

    def guarded(name: str) -> Callable[[socket.socket, object], object]:
        def connect(line: socket.socket, address: object) -> object:
            if not is_here(address):
                raise ReachedTheNetworkError(f"A test connects to {address}.")
            return real[name](line, address)

        return connect

    def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in {None, "", "localhost"} and not is_here((host,)):
            raise ReachedTheNetworkError(f"A test looks up {host!r}.")
        return look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        patch.setattr(outside, "HERE", Network().outside())
        yield


@pytest.fixture(autouse=True)
def the_network_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worlds of the oracle bring an outside of their own: it ends with their test."""
    monkeypatch.setattr(outside, "HERE", outside.HERE)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The invented network, in the place of the real one."""
    made = Network()
    monkeypatch.setattr(outside, "HERE", made.outside())
    BREAKER.forget()
    yield made
    BREAKER.forget()


@pytest.fixture
def provider(network: Network, db: None) -> Provider:  # noqa: ARG001 - its documents are kept in the cache
    """A provider of single sign-on, reached through the one egress client."""
    from django.core.cache import cache

    made = Provider("https://login.skerrow.example", {})

    def answer(asked: Asked) -> list[bytes]:
        status, headers, body = made.respond(asked.method, asked.url, asked.headers, asked.body)
        return [network.head(status, **headers, Content_Length=str(len(body))), body]

    network.otherwise = answer
    cache.clear()
    return made
