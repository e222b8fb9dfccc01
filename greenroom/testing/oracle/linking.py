"""Links in the words of the oracle's posts, and the invented network on which their pages lie."""

from greenroom.testing.network import Asked, Network, Piece
from greenroom.testing.oracle.words import Canaries


def somewhere() -> Network:
    """The outside of a world: every page exists, and repeats the address by which it was asked."""
    return Network(otherwise=_a_page)


def _a_page(asked: Asked) -> list[Piece]:
    return [Network.head(Content_Type="text/html"), f"<title>The page {asked.url}</title>".encode()]


def a_link(canaries: Canaries) -> tuple[str, str]:
    """A link, and the word in it by which it is known wherever it is asked for or shown."""
    word = canaries.fresh()
    return f"https://pages.example/{word}", word
