"""Whom somebody could follow: people beyond employer, sector and shared contacts, reached over bridges.

A pure function over a graph of follows, so that a database and a file of plain data are asked alike. How many
people follow somebody counts for nothing: this is no list of the popular.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

SEVERAL = 3  # bridges of so many organisations or sectors say as much as more of them
PER_HOUSE = 2  # people of one organisation among the suggestions of a day
NEAR, FAR = 2, 3  # distances over follows
FEW = 25  # whoever follows so many at most is led one step further
CROWD = 5  # so many more to follow are assumed, since both of two contacts are no crowd


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Who follows whom, and where people belong; only what lies around the one who asks has to be there."""

    follows: Mapping[int, Collection[int]]
    houses: Mapping[int, AbstractSet[int]] = field(default_factory=dict)  # person -> organisations
    sectors: Mapping[int, AbstractSet[str]] = field(default_factory=dict)  # person -> sectors of these

    def houses_of(self, key: int) -> AbstractSet[int]:
        """Where somebody works, as far as it is known."""
        return self.houses.get(key, frozenset())

    def sectors_of(self, key: int) -> AbstractSet[str]:
        """In which sectors."""
        return self.sectors.get(key, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody to follow, with what is true of the way there."""

    key: int
    distance: int  # 2: people whom one follows follow them; 3: those follow somebody who does
    bridges: tuple[int, ...]  # people whom one follows, through whom they are reached; those from elsewhere first
    outside: int  # bridges who work elsewhere than the one who asks
    houses: int  # the organisations of these
    has_other_sector: bool

    @property
    def counted(self) -> tuple[int, ...]:
        """The bridges that a sentence counts: those from elsewhere, or where there are none, all."""
        return self.bridges[: self.outside] or self.bridges


def suggest(me: int, graph: Graph, *, excluded: AbstractSet[int], day: date, limit: int = 8) -> list[Suggestion]:
    """Up to `limit` people, the best bridged first; the same for the whole day.

    Never oneself, whom one follows already, the `excluded`, or colleagues. Ways through several people of different
    organisations and sectors count most, then another sector than one's own; whom many of one's contacts follow
    already is near enough without help.
    """
    judge = _Judge(me, graph, day)
    barred = judge.followed | excluded | {me}
    reached = (judge.ranked(*way) for way in _reached(graph, judge.followed) if way[0] not in barred)
    chosen: list[Suggestion] = []
    seats: Counter[int] = Counter()
    for _rank, one in sorted(reached, key=lambda pair: pair[0]):
        homes = graph.houses_of(one.key)
        if homes & judge.houses or any(seats[home] >= PER_HOUSE for home in homes):
            continue
        seats.update(homes)
        chosen.append(one)
        if len(chosen) == limit:
            break
    return chosen


def friends_of_friends(me: int, graph: Graph, *, excluded: AbstractSet[int], limit: int = 8) -> list[int]:
    """What others would suggest: whoever is followed by most of those whom one follows. For comparison alone."""
    followed = set(graph.follows.get(me, ()))
    barred = followed | excluded | {me}
    counted = Counter(key for friend in followed for key in graph.follows.get(friend, ()) if key not in barred)
    return [key for key, _number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]]


def _reached(graph: Graph, followed: AbstractSet[int]) -> Iterable[tuple[int, int, set[int]]]:
    """Everybody at distance two, then perhaps three, with the followed people through whom they are reached."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for friend in followed:
        for key in graph.follows.get(friend, ()):
            near[key].add(friend)
    yield from ((key, NEAR, friends) for key, friends in near.items())
    if len(followed) <= FEW:
        yield from ((key, FAR, friends) for key, friends in _beyond(graph, followed, near).items())


def _beyond(graph: Graph, followed: AbstractSet[int], near: Mapping[int, AbstractSet[int]]) -> dict[int, set[int]]:
    """Whom those at distance two follow, unless they are as near themselves."""
    far: defaultdict[int, set[int]] = defaultdict(set)
    for between, friends in near.items():
        if between not in followed:
            for key in graph.follows.get(between, ()):
                if key not in near:
                    far[key] |= friends
    return far


class _Judge:
    """How well somebody is placed to be suggested to one person, on one day."""

    def __init__(self, me: int, graph: Graph, day: date) -> None:
        self.me, self.graph, self.day = me, graph, day
        self.followed = set(graph.follows.get(me, ()))
        self.houses, self.sectors = graph.houses_of(me), graph.sectors_of(me)

    def ranked(self, key: int, distance: int, bridges: set[int]) -> tuple[tuple[float, bytes], Suggestion]:
        """The place in the order, the best first, and what is true of the way there.

        Those who score alike stand in an order drawn anew each day.
        """
        graph = self.graph
        outside = [one for one in bridges if graph.houses_of(one) and not graph.houses_of(one) & self.houses]
        houses = {house for one in outside for house in graph.houses_of(one)}
        sectors = {sector for one in bridges for sector in graph.sectors_of(one)}
        theirs = graph.sectors_of(key)
        has_other_sector = bool(self.sectors and theirs and not self.sectors & theirs)
        several = 2.0 * min(len(houses), SEVERAL) + min(len(sectors), SEVERAL)
        shared = len(bridges) / (len(self.followed) + CROWD)
        if distance == FAR:
            several, shared = several / 2, 0.0
        score = several + 3 * has_other_sector - 6 * shared
        lot = blake2b(f"{self.day.isoformat()} {self.me} {key}".encode(), digest_size=8).digest()
        return (-score, lot), Suggestion(
            key=key,
            distance=distance,
            bridges=(*sorted(outside), *sorted(bridges.difference(outside))),
            outside=len(outside),
            houses=len(houses),
            has_other_sector=has_other_sector,
        )
