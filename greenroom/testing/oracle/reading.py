"""Reading surfaces as a viewer: which addresses, which posts each read decides, and the reply's words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape

from django.conf import settings
from django.test import Client

from greenroom.people.models import Person
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.world import World


@dataclass(frozen=True)
class Reading:
    """One read: where, the posts whose presence it decides, and every word that came back."""

    where: str
    decides: frozenset[int]
    words: str


@dataclass
class Eyes:
    """A viewer with a browser of their own; `viewer` is None for a guest."""

    viewer: int | None
    browser: Client

    def get(self, address: str, decides: frozenset[int]) -> Reading:
        """Open an address."""
        return Reading(address, decides, words_of(self.browser.get(address)))

    def post(self, address: str, decides: frozenset[int]) -> Reading:
        """Send an empty form there."""
        return Reading(f"POST {address}", decides, words_of(self.browser.post(address, {})))


Reader = Callable[[World, Eyes], Iterator[Reading]]
HOST = {"host": "localhost"}
OLDER = re.compile(r'href="(?P<query>[^"]*[?&](?:amp;)?before=[^"]*)"')
MOST_PAGES = 20
NOTHING: frozenset[int] = frozenset()


def words_of(reply: object) -> str:
    """Everything that a reply says: body and headers."""
    body = reply.content.decode(errors="replace")  # type: ignore[attr-defined]
    return "\n".join([body, *(f"{name}: {value}" for name, value in reply.items())])  # type: ignore[attr-defined]


def all_posts(world: World) -> frozenset[int]:
    """A list decides about every post: it either carries it or not."""
    return frozenset(world.facts.items)


def leaf_through(eyes: Eyes, address: str, decides: frozenset[int]) -> Iterator[Reading]:
    """A list from its first page to its last, by its own link to older posts; only the whole decides."""
    first = address
    for _ in range(MOST_PAGES):
        reading = eyes.get(address, NOTHING)
        older = OLDER.search(reading.words)
        yield replace(reading, decides=NOTHING if older else decides)
        if not older:
            return
        address = unescape(older["query"]) if older["query"].startswith("/") else first + unescape(older["query"])


def page(*addresses: str) -> Reader:
    """Lists at fixed addresses."""

    def read(world: World, eyes: Eyes) -> Iterator[Reading]:
        for address in addresses:
            yield from leaf_through(eyes, address, all_posts(world))

    return read


def tags(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The page of each tag that was used."""
    for tag in sorted(world.tags):
        yield from leaf_through(eyes, f"/tags/{tag}/", all_posts(world))


def compose(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The composer names audiences; with `reply` it quotes the post that is answered."""
    for key in some_posts(world, 2):
        yield eyes.get(f"/compose?reply={key}", frozenset({key}))
        yield eyes.post(f"/compose?reply={key}", NOTHING)


def drafts(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Everybody's drafts by their address."""
    known = sorted(world.draft_owner)
    for draft in world.rng.sample(known, min(3, len(known))):
        yield eyes.get(f"/drafts/{draft}/", all_posts(world))
        yield eyes.get(f"/drafts/{draft}/discard/", NOTHING)


def some_posts(world: World, number: int) -> list[int]:
    """The newest posts, and some of the older ones."""
    known = sorted(world.facts.items)
    return sorted({*known[-3:], *world.rng.sample(known, min(number, len(known)))})


def each_post(suffix: str, number: int = 3) -> Reader:
    """A page below the address of posts."""

    def read(world: World, eyes: Eyes) -> Iterator[Reading]:
        for key in some_posts(world, number):
            yield eyes.get(f"/@{author_of(world, key)}/{key}/{suffix}", frozenset({key}))

    return read


def each_hidden_post(suffix: str, number: int = 6) -> Reader:
    """A verb on posts that the viewer may not read: it must refuse without a word of them, and change nothing."""

    def read(world: World, eyes: Eyes) -> Iterator[Reading]:
        for key in some_posts(world, number):
            if not may_see(eyes.viewer, world.facts.items[key], world.facts):
                yield eyes.post(f"/@{author_of(world, key)}/{key}/{suffix}", frozenset({key}))

    return read


def author_of(world: World, key: int) -> str:
    """The handle under which a post lives."""
    return world.handles[world.facts.items[key].author]


def each_place(*suffixes: str, number: int = 4) -> Reader:
    """Pages below the address of some people, organisations and circles; each decides about what was said there."""

    def read(world: World, eyes: Eyes) -> Iterator[Reading]:
        items = world.facts.items.values()
        for key in some_places(world, number):
            handle = world.handles[key]
            said = frozenset(item.id for item in items if key in {item.author, item.owner})
            for suffix in suffixes:
                yield from leaf_through(eyes, f"/@{handle}/{suffix}", said)

    return read


def some_places(world: World, number: int) -> list[int]:
    """The newest circles, and some of all other places."""
    newest = list(world.circles)[-2:]
    return newest + world.rng.sample(sorted(world.handles.keys() - newest), number - len(newest))


def each_host_page(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The host's pages of people and organisations."""
    for key in world.rng.sample(sorted(world.people), 2):
        for suffix in ("", "suspend/", "reinstate/"):
            yield eyes.get(f"/host/people/{world.handles[key]}/{suffix}", NOTHING)
    for key in sorted(world.organisations):
        yield eyes.get(f"/host/organisations/{world.handles[key]}/", NOTHING)


def refusals(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Replies of the one 404, at addresses that almost exist."""
    for key in some_posts(world, 1):
        other = world.handles[world.rng.choice(sorted(world.people))]
        yield eyes.get(f"/@{other}/{key}/nothing/", NOTHING)
        yield eyes.get(f"/@{other}/{key + 1}/", NOTHING)
    yield eyes.get("/nothing/", all_posts(world))


@dataclass
class Crowd:
    """Everybody's eyes; made anew for each reading of the world, since suspension ends sessions."""

    eyes: dict[int | None, Eyes] = field(default_factory=dict)


def everybody(world: World) -> Crowd:
    """A browser for each person, signed in, and one for a guest."""
    crowd = Crowd({None: Eyes(None, Client(headers=HOST))})
    for key in world.people:
        crowd.eyes[key] = Eyes(key, signed_in(Person.objects.get(pk=key)))
    return crowd


def signed_in(person: Person) -> Client:
    """A browser in which the person has signed in."""
    client = Client(headers=HOST)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
