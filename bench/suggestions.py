"""How far suggestions reach beyond the own department, against plain friends of friends, in a real institution.

    .venv/bin/python bench/suggestions.py [--graph FOLDER] [--people 300]      prints one JSON object

Reads "a b" as a follows b. The departments stand once for organisations, whose colleagues are never suggested, and
once for units of one organisation, which are no bar but count as sectors.
"""

import argparse
import json
import random
import statistics
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

GRAPH = Path(__file__).resolve().parents[2] / "shared" / "data" / "graph-email-eu"
DAY = date(2026, 11, 2)
LIMIT = 8


class Institution:
    """People, departments, and who writes to whom."""

    def __init__(self, folder: Path) -> None:
        self.department = dict(pairs(folder / "email-Eu-core-department-labels.txt"))
        self.follows: defaultdict[int, set[int]] = defaultdict(set)
        self.contacts: defaultdict[int, set[int]] = defaultdict(set)
        self.followers: Counter[int] = Counter()
        for one, other in pairs(folder / "email-Eu-core.txt"):
            if one != other:
                self.follows[one].add(other)
                self.contacts[one].add(other)
                self.contacts[other].add(one)
                self.followers[other] += 1

    def people(self, number: int) -> list[int]:
        """Some who follow somebody, always the same."""
        able = sorted(key for key in self.department if self.follows[key])
        return random.Random(5).sample(able, min(number, len(able)))


def pairs(file: Path):
    """The two whole numbers of each line."""
    for line in file.read_text(encoding="ascii").splitlines():
        one, other = line.split()
        yield int(one), int(other)


def figures(house: Institution, people: list[int], advise) -> dict[str, float]:
    """What is true of all suggestions together; `advise` gives keys with their distance."""
    told = [(me, key, distance) for me in people for key, distance in advise(me)]
    known = {me: {house.department[key] for key in house.follows[me]} | {house.department[me]} for me in people}
    often = Counter(key for _me, key, _distance in told).most_common(10)
    return {
        "suggestions": len(told),
        "across_departments": share(house.department[me] != house.department[key] for me, key, _ in told),
        "into_departments_without_a_contact": share(house.department[key] not in known[me] for me, key, _ in told),
        "median_distance": statistics.median(distance for _me, _key, distance in told),
        "mean_distance": round(statistics.mean(distance for _me, _key, distance in told), 2),
        "median_shared_contacts": statistics.median(
            len(house.contacts[me] & house.contacts[key]) for me, key, _ in told
        ),
        "median_followers": statistics.median(house.followers[key] for _me, key, _ in told),
        "share_of_the_ten_most_suggested": round(sum(number for _key, number in often) / len(told), 3),
    }


def share(answers) -> float:
    """How many of them are yes, from 0 to 1."""
    listed = list(answers)
    return round(sum(listed) / len(listed), 3)


def compare(folder: Path = GRAPH, *, people: int = 300) -> dict[str, dict[str, float]]:
    """Friends of friends, and ours with departments as organisations and as units."""
    from greenroom.social.suggesting import Graph, friends_of_friends, suggest

    house = Institution(folder)
    chosen = house.people(people)
    plain = Graph(follows=house.follows)
    sectors = {key: frozenset([str(number)]) for key, number in house.department.items()}
    homes = {key: frozenset([number]) for key, number in house.department.items()}

    def ours(graph):
        def advise(me: int):
            return [(one.key, one.distance) for one in suggest(me, graph, excluded=set(), day=DAY, limit=LIMIT)]

        return figures(house, chosen, advise)

    def theirs(me: int):
        return [(key, 2) for key in friends_of_friends(me, plain, excluded=set(), limit=LIMIT)]

    return {
        "friends_of_friends": figures(house, chosen, theirs),
        "departments_as_organisations": ours(Graph(follows=house.follows, houses=homes, sectors=sectors)),
        "departments_as_units": ours(Graph(follows=house.follows, sectors=sectors)),
    }


def main() -> int:
    """Compare and print; 2 where the graph is not on this machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, default=GRAPH)
    parser.add_argument("--people", type=int, default=300)
    given = parser.parse_args()
    if not given.graph.is_dir():
        print(f"There is no graph at {given.graph}.", file=sys.stderr)
        return 2
    print(json.dumps(compare(given.graph, people=given.people)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
