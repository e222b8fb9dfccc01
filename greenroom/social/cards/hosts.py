"""The host of an address as people read it, so that none can pass for another (trust X4)."""

from urllib.parse import urlsplit

import idna

# Letters of the languages that Greenroom speaks. They look like no others among themselves; everything else stays
# as the machine writes it: a Cyrillic "apple" is xn--80ak6aa92e.
PLAIN = set("abcdefghijklmnopqrstuvwxyz0123456789-.äöüßàâæçéèêëîïôœùûÿ")


def shown_host(url: str) -> str:
    """The real host of `url`: in its own letters where nobody can mistake them, else spelled out in ASCII."""
    host = urlsplit(url).hostname or ""
    try:
        name = idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host
    return name if PLAIN.issuperset(name) else host
