"""The pages to which posts of the demo world link; nobody outside is asked while the world is built."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from greenroom.kit.http import outside
from greenroom.testing.network import Network
from greenroom.testing.world.script import typeset

PAGES = {
    "https://timetable.skerrow.example/winter/wishes": (
        "en",
        "What you asked for, and what became of it",
        "1,140 letters about the winter timetable: eleven wishes granted, four not, each with its reason.",
    ),
    "https://werke.halden.example/leitfaden": (
        "de",
        "Die erste Stunde: was wir sagen, solange wir nichts wissen",
        "Ein Leitfaden auf drei Seiten, für Pressestellen und Leitwarten. Mit Vordruck.",
    ),
    "https://tram.verrane.example/lettres/refusees": (
        "fr",
        "Lettres des riverains : celles qui n'ont pas obtenu gain de cause",
        "Ce que vous avez demandé, ce que nous n'avons pas fait, et pourquoi.",
    ),
    "https://first-hour.example/page": (
        "en",
        "First hour, one page",
        "What we know, what we do not know, who is out there now, when we speak next.",
    ),
}


@contextmanager
def within_reach() -> Iterator[None]:
    """The outside is these pages alone."""
    network = Network()
    for url, (language, title, description) in PAGES.items():
        words = typeset(title, language), typeset(description, language)
        head = '<title>{}</title><meta name="description" content="{}">'.format(*words)
        network.page(url, f'<!doctype html><html lang="{language}"><head>{head}</head></html>')
    with mock.patch.object(outside, "HERE", network.outside()):
        yield
