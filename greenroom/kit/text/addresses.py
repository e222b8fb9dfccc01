"""How an address is shown, so that a reader sees where a link leads."""

import re

# Hosts in other letters are shown in their plain form: whole words can be written in look-alikes of other scripts.
ORDINARY = re.compile(r"[a-z0-9.\-_\u00df-\u00f6\u00f8-\u00ff\u0100-\u0130\u0132-\u0137\u0139-\u017e]+\Z")
HOST = re.compile(r"(?P<before>[A-Za-z]+://(?:[^/?#@]*@)?)(?P<host>[^/?#:]+)(?P<after>.*)", re.DOTALL)
NAMES_A_HOST = re.compile(r"(?<![\w.-])(?:[\w-]{1,63}+\.){1,9}[^\W\d_]{2,63}(?![\w-])")


def shown(address: str) -> str:
    """The address as a reader should see it: look-alike hosts in their plain form ("xn--...") [X4]."""
    parts = HOST.match(address)
    if parts is None or ORDINARY.match(parts["host"].lower()):
        return address
    return parts["before"] + plain_host(parts["host"]) + parts["after"]


def plain_host(host: str) -> str:
    """The host in the letters that the network uses."""
    return ".".join(
        label if label.isascii() else "xn--" + label.lower().encode("punycode").decode() for label in host.split(".")
    )


def host_of(address: str) -> str:
    """The host of an address in plain form, "" when it has none."""
    parts = HOST.match(address)
    return plain_host(parts["host"]).lower() if parts else ""


def misleads(text: str, address: str) -> bool:
    """Whether a link's words name a host that is not the one it leads to."""
    host = host_of(address)
    named = NAMES_A_HOST.search(text)
    return bool(host) and named is not None and without_www(plain_host(named[0]).lower()) != without_www(host)


def without_www(host: str) -> str:
    """The host as people say it."""
    return host.removeprefix("www.")
