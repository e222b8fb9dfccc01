"""Where a request comes from, and where it may be led: never by what a stranger wrote into a header or query."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from greenroom.web.onward import next_address

__all__ = ["client_address", "limited_address", "next_address"]

NOWHERE = "::"


def client_address(request: HttpRequest) -> str:
    """The peer's address, or what a listed proxy says that it forwards for (trust O8).

    The header is read from the right: each listed proxy vouches for the hop before it, nobody else does.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    hops = [_parsed(part) for part in request.headers.get("X-Forwarded-For", "").split(",")]
    while peer is not None and _is_trusted(peer) and hops:
        hop = hops.pop()
        if hop is None:
            break
        peer = hop
    return str(peer) if peer else NOWHERE


def limited_address(request: HttpRequest) -> str:
    """The address for which tries are counted: of IPv6 the /64, which one household has whole (trust, section 13)."""
    address = client_address(request)
    return str(ip_network(f"{address}/64", strict=False).network_address) if ":" in address else address


def _parsed(words: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(words.strip())
    except ValueError:
        return None


def _is_trusted(address: IPv4Address | IPv6Address) -> bool:
    return any(address in ip_network(listed, strict=False) for listed in settings.TRUSTED_PROXIES)
