"""Which addresses of the internet may be dialled: those that everybody can reach, none that leads inside."""

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# What Python calls global (it asks for private ranges alone) and what must not be dialled all the same.
REFUSED_4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a carrier's address translation
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local: the metadata of cloud machines
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments, whole: Python exempts a few
        "192.0.2.0/24",
        "192.31.196.0/24",  # AS112 sinks answer near the asker
        "192.52.193.0/24",  # relays of automatic multicast tunnelling
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
]
# Only global unicast is dialled. That leaves out every form that hides an IPv4 address outside it: ::/96,
# ::ffff:0:0/96, 64:ff9b::/96 and 64:ff9b:1::/48; and link-local, unique local, site-local, multicast.
GLOBAL_UNICAST = IPv6Network("2000::/3")
REFUSED_6 = [
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: the address of any IPv4 network follows
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",
    )
]


def is_public(address: str) -> bool:
    """Whether a request may go to this address; false for whatever is no address in plain form."""
    try:
        ip = ip_address(address)
    except (ValueError, AddressValueError):
        return False
    return _is_public_4(ip) if isinstance(ip, IPv4Address) else _is_public_6(ip)


def _is_public_4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in REFUSED_4)


def _is_public_6(ip: IPv6Address) -> bool:
    if ip.scope_id is not None or ip not in GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in REFUSED_6)
