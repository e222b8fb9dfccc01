"""Hostile addresses, resolvers and machines, made at random, and a watch at the socket."""

import random
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# A second opinion, written from the registries of special addresses and not from the program.
BLOCKS = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
    "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 "
    "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
    "::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 "
    "3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
)
INSIDE = [ip_network(block) for block in BLOCKS.split()]
WRAPPERS = ["::ffff:0:0/96", "::/96", "64:ff9b::/96", "2002::/16", "64:ff9b:1::/48", "2001::/32"]


def leads_inside(address):
    """Whether a request to this address would meet something that only we can reach."""
    ip = ip_address(address)
    return any(ip in block for block in INSIDE if block.version == ip.version)


def an_address(rng, *, inside):
    """An address of the wanted kind, also one that hides another."""
    if inside and rng.random() < 0.35:
        block = ip_network(rng.choice(WRAPPERS))
        hidden = int(an_ipv4(rng, inside=rng.random() < 0.7))
        shift = 80 if block.prefixlen == 16 else 0
        return str(IPv6Address(int(block.network_address) | hidden << shift))
    if inside and rng.random() < 0.3:
        block = rng.choice([one for one in INSIDE if one.version == 6])
        return str(IPv6Address(int(block.network_address) + rng.getrandbits(128 - block.prefixlen)))
    if not inside and rng.random() < 0.3:
        return str(IPv6Address((0x2A00 << 112) | rng.getrandbits(100)))
    return str(an_ipv4(rng, inside=inside))


def an_ipv4(rng, *, inside):
    """An IPv4 address of the wanted kind."""
    while True:
        if inside:
            block = rng.choice([one for one in INSIDE if one.version == 4])
            return IPv4Address(int(block.network_address) + rng.getrandbits(32 - block.prefixlen))
        address = IPv4Address(rng.getrandbits(32))
        if not leads_inside(str(address)):
            return address


def written(rng, address):
    """An address as somebody may write it into a URL."""
    ip = ip_address(address)
    if ip.version == 6:
        return f"[{rng.choice([ip.compressed, ip.exploded, ip.compressed.upper()])}]"
    number = int(ip)
    first, second, rest = number >> 24, number >> 16 & 255, number & 0xFFFF
    fullwidth = str(ip).translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    forms = [str(ip)] * 4 + [str(number), hex(number), f"{first:#o}.{second}.{rest}", f"{ip}.", fullwidth]
    return rng.choice(forms)


def a_host(rng):
    """A name, or an address written out."""
    if rng.random() < 0.3:
        return written(rng, an_address(rng, inside=rng.random() < 0.7))
    name = rng.choice(["news", "Metadata", "bücher", "xn--bcher-kva", "a.b", "localhost", "127.0.0.1.nip"])
    return name + rng.choice([".example", ".example.", ".EXAMPLE", "。example", ""])


def a_url(rng):
    """An address as a post, a redirect or an attacker may hold it."""
    scheme = rng.choice(["http"] * 6 + ["https"] * 6 + ["HTTP", "ftp", "file", "gopher", ""])
    user = rng.choice([""] * 14 + ["user:pass@", "127.0.0.1@"])
    port = rng.choice([""] * 14 + [":80", ":443", ":22", ":6379", ":0"])
    slash = rng.choice(["/"] * 20 + ["\\", "/\t", "/@127.0.0.1", "/?u=http://127.0.0.1/"])
    return f"{scheme}://{user}{a_host(rng)}{port}{slash}a"


class Watch:
    """The socket spy: where lines were dialled, and what the resolver had said just before."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.connected = []
        self.faults = []
        self.answer = []
        self.lookups = 0

    def resolve(self, _host, _seconds):
        """Another answer at each call: a resolver that flips."""
        self.lookups += 1
        kind = self.rng.choice(["outside"] * 3 + ["inside", "both"])
        number = self.rng.randint(1, 3)
        self.answer = [an_address(self.rng, inside=kind == "inside") for _ in range(number)]
        if kind == "both":
            self.answer.insert(self.rng.randint(0, number), an_address(self.rng, inside=True))
        return list(self.answer)

    def note(self, address):
        """A line is dialled."""
        self.connected.append(address)
        if leads_inside(address):
            self.faults.append(f"connected to {address}")


class Machine:
    """Stands for a socket: tells the watch where it is dialled, and answers with a redirect or a page."""

    def __init__(self, watch):
        self.watch, self.reply = watch, b""

    def connect(self, where):
        self.watch.note(where[0])
        if self.watch.rng.random() < 0.1:
            raise ConnectionRefusedError

    def send(self, data):
        rng = self.watch.rng
        head = b"302 Found\r\nLocation: " + a_url(rng).encode() if rng.random() < 0.7 else b"200 OK"
        self.reply = b"HTTP/1.1 " + head + b"\r\nContent-Length: 0\r\n\r\n"
        return len(data)

    def recv(self, _most):
        reply, self.reply = self.reply, b""
        return reply

    def settimeout(self, _seconds):
        pass

    def setsockopt(self, *_option):
        pass

    def close(self):
        pass
