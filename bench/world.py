"""The large world of the timeline figures: 20,000 members, 1,000,000 posts, 80 follows each, written in bulk.

    .venv/bin/python bench/world.py --data FOLDER      builds it once; DATABASE_URL selects PostgreSQL

Activity and fame follow a power law: a few write and are followed much, most write little. The rows are
written past the actions, which would take hours; `bench/home.py` reads them through the real queries.
"""

import argparse
import json
import os
import random
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate, batched
from pathlib import Path

import world_tags
from vocabulary import Vocabulary

MEMBERS, POSTS, FOLLOWS = 20_000, 1_000_000, 80
HOUSES, CIRCLES = 100, 400
BUSY_FOLLOWS = 2_000
FIRST = 1_000  # keys of people; houses and circles follow on
YEARS = timedelta(days=730)
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PUBLIC, QUIET, FOLLOWERS, NETWORK, DIRECT = 1, 2, 3, 4, 5
KINDS = [NETWORK, PUBLIC, FOLLOWERS, DIRECT, QUIET, "house", "circle"]
SHARES = [46, 30, 7, 3, 2, 8, 4]


def open_django(folder: Path) -> None:
    """Set the program up on this folder, with every table in place."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["GREENROOM_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def insert(table: str, columns: str, rows) -> None:
    """Write rows past the mapper: COPY on PostgreSQL, one prepared statement on SQLite."""
    from django.db import connection, transaction

    names = columns.split()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})"
        for batch in batched(rows, 20_000, strict=False):
            cursor.connection.executemany(statement, [tuple(map(plain, row)) for row in batch])


def plain(value):
    """SQLite keeps times as text in UTC, as the mapper writes them."""
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


class World:
    """Draws everything from one seed."""

    def __init__(self, members: int, posts: int, follows: int) -> None:
        self.random = random.Random(7)
        self.members, self.posts, self.follows = members, posts, follows
        self.people = range(FIRST, FIRST + members)
        self.houses = range(FIRST + members, FIRST + members + HOUSES)
        self.circles = range(FIRST + members + HOUSES, FIRST + members + HOUSES + CIRCLES)
        ranks = list(range(1, members + 1))
        self.random.shuffle(ranks)
        self.activity = list(accumulate(1 / rank**0.8 for rank in ranks))
        self.fame = list(accumulate(1 / (rank + 20) ** 0.7 for rank in ranks))
        self.begin = NOW - YEARS
        self.vocabulary = Vocabulary(random.Random(8))
        self.listed = {key: self.random.sample(self.people, 12) for key in self.circles}
        self.circles_of: dict[int, list[int]] = {}
        for circle, people in self.listed.items():
            for person in people:
                self.circles_of.setdefault(person, []).append(circle)

    def build(self) -> None:
        """Write every table."""
        self.identities()
        self.groups()
        self.ties()
        self.write_posts()
        self.reactions()

    def identities(self) -> None:
        """People, organisations and the handles of circles; one person in a thousand is suspended."""

        def rows():
            for keys, kind in ((self.people, "person"), (self.houses, "organisation"), (self.circles, "circle")):
                for key in keys:
                    gone = self.begin if kind == "person" and key % 1_000 == 7 else None
                    name, handle = self.vocabulary.text("de", 2).title(), f"{kind[0]}{key}"
                    folded = f"{name.casefold()} {handle}"
                    yield key, kind, handle, name, "", "", "", folded, False, self.begin, gone, "", ""

        insert(
            "people_identity",
            "id kind handle display_name summary summary_html byline folded approves_followers created_at suspended_at"
            " avatar_key header_key",
            rows(),
        )
        from greenroom.people.actions.identities import write_name_words
        from greenroom.people.models import Identity, Organisation, Person

        for batch in batched(Identity.objects.iterator(), 500, strict=False):
            write_name_words(batch)
        Person.objects.bulk_create(
            (Person(identity_id=key, email=f"p{key}@example.org", claimed_at=self.begin) for key in self.people),
            batch_size=2_000,
        )
        Organisation.objects.bulk_create(Organisation(identity_id=key) for key in self.houses)

    def groups(self) -> None:
        """Who belongs where."""
        from greenroom.people.models import Membership, NetworkMembership
        from greenroom.social.models import Audience, Circle, CircleMember

        Audience.objects.bulk_create(
            [Audience(id=key, kind="organisation", owner_id=key, may_share="inside") for key in self.houses]
            + [Audience(id=key, kind="circle", owner_id=key, starts_at="joining") for key in self.circles]
        )
        NetworkMembership.objects.bulk_create(
            (NetworkMembership(person_id=key, joined_at=self.begin) for key in self.people), batch_size=2_000
        )
        Membership.objects.bulk_create(
            (
                Membership(person_id=key, organisation_id=self.house_of(key), joined_at=self.begin)
                for key in self.people
            ),
            batch_size=2_000,
        )
        Circle.objects.bulk_create(
            Circle(identity_id=key, audience_id=key, created_by_id=FIRST) for key in self.circles
        )
        CircleMember.objects.bulk_create(
            CircleMember(circle_id=circle, person_id=person, joined_at=self.begin)
            for circle, people in self.listed.items()
            for person in people
        )

    def house_of(self, person: int) -> int:
        """Everybody works somewhere."""
        return self.houses[person % HOUSES]

    def ties(self) -> None:
        """Follows, mutes and blocks."""
        insert("social_follow", "id follower_id followed_id shows_boosts created_at rings", self.follow_rows())
        pairs = [(self.random.choice(self.people), self.random.choice(self.people)) for _ in range(2 * self.members)]
        pairs = sorted({pair for pair in pairs if pair[0] != pair[1]})
        half = len(pairs) // 2
        insert(
            "social_mute",
            "id muter_id muted_id mutes_notices created_at",
            ((n, a, b, True, self.begin) for n, (a, b) in enumerate(pairs[:half])),
        )
        insert(
            "social_block",
            "id blocker_id blocked_id created_at",
            ((n, a, b, self.begin) for n, (a, b) in enumerate(pairs[half:])),
        )

    def follow_rows(self):
        """Eighty each, famous people more often; the first person follows the busiest 2,000."""
        number = 0
        by_activity = sorted(self.people, key=self.weight, reverse=True)
        for person in self.people:
            chosen: set[int] = set(by_activity[:BUSY_FOLLOWS]) - {person} if person == FIRST else set()
            while len(chosen) < self.follows:
                chosen.update(self.random.choices(self.people, cum_weights=self.fame, k=self.follows - len(chosen)))
                chosen.discard(person)
            for other in sorted(chosen):
                number += 1
                yield number, person, other, self.random.random() < 0.9, self.begin, False

    def weight(self, person: int) -> float:
        """How much of all that is written this person writes."""
        at = person - FIRST
        return self.activity[at] - (self.activity[at - 1] if at else 0)

    def write_posts(self) -> None:
        """Posts and whom the direct ones name."""
        insert(
            "social_post",
            "id author_id written_by_id audience_id headline note headline_html note_html excerpt is_excerpt_cut"
            " reading_minutes language sensitive spoiler_text reply_to_id thread_id published_at extras",
            self.post_rows(),
        )
        insert("social_mention", "post_id identity_id", self.mentions)

    def post_rows(self):
        """Two years at an even pace; a third of the open posts are answers to recent ones."""
        self.mentions: list[tuple[int, int]] = []
        self.open: list[
            tuple[int, int, int]
        ] = []  # recent posts that anybody may answer or boost: id, thread, audience
        self.shared: list[int] = []
        authors = self.random.choices(self.people, cum_weights=self.activity, k=self.posts)
        kinds = self.random.choices(KINDS, weights=SHARES, k=self.posts)
        pace = YEARS / self.posts
        for number in range(self.posts):
            moment = self.begin + pace * number
            key = (int(moment.timestamp() * 1000) << 16) | (self.random.getrandbits(15) << 1)
            author, parent, thread = authors[number], None, key
            audience = self.audience(kinds[number], author)
            if audience in {PUBLIC, NETWORK} and self.open and self.random.random() < 0.35:
                parent, thread, audience = self.random.choice(self.open)
            if audience in {PUBLIC, NETWORK}:
                self.open.append((key, thread, audience))
                self.open = self.open[-400:] if len(self.open) > 800 else self.open
                if number % 7 == 0:
                    self.shared.append(key)
            if audience == DIRECT:
                self.mentions.append((key, self.random.choice(self.people)))
            language = self.vocabulary.language()
            words = self.vocabulary.text(language, 12)
            note = self.vocabulary.text(language, 144) if number % 8 == 0 else ""
            text = (words, note, words, note and f"<p>{note}</p>", note[:280], bool(note), 1 if note else 0)
            yield (key, author, author, audience, *text, language, False, "", parent, thread, moment, "{}")

    def audience(self, kind: object, author: int) -> int:
        """The key of the audience that was drawn."""
        if kind == "house":
            return self.house_of(author)
        if kind == "circle":
            return self.random.choice(self.circles_of.get(author, [NETWORK]))
        return kind

    def reactions(self) -> None:
        """Boosts and favourites."""
        boosts, helped = [], []
        for post in self.shared:
            moment = post >> 16
            if self.random.random() < 0.7:
                for author in set(self.random.choices(self.people, cum_weights=self.fame, k=2)):
                    later = moment + self.random.randrange(1_000, 86_400_000)
                    boosts.append(((later << 16) | (self.random.getrandbits(15) << 1) | 1, author, post, NOW))
            helped += [(post, author) for author in set(self.random.choices(self.people, k=2))]
        insert("social_boost", "id author_id post_id created_at", boosts)
        insert(
            "social_favourite",
            "id identity_id post_id created_at",
            ((number, author, post, NOW) for number, (post, author) in enumerate(helped)),
        )


def ensure(folder: Path, *, members: int = MEMBERS, posts: int = POSTS, follows: int = FOLLOWS) -> float:
    """The world in this folder (or in DATABASE_URL), built when it is not there; returns the seconds it took."""
    open_django(folder)
    from django.db import connection

    from greenroom.social.models import Post, Tag

    if Tag.objects.exists():
        return 0.0
    began = time.monotonic()
    if Post.objects.count() < posts:
        World(members, posts, follows).build()
    world_tags.write(insert)
    with connection.cursor() as cursor:
        # As a database in use is kept; else the first minutes are measured beside its own cleaning.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return time.monotonic() - began


def arguments() -> argparse.ArgumentParser:
    """Where the world lies and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(".cache/bench/large"))
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--follows", type=int, default=FOLLOWS)
    return parser


if __name__ == "__main__":
    given = arguments().parse_args()
    took = ensure(given.data, members=given.members, posts=given.posts, follows=given.follows)
    print(json.dumps({"built_seconds": round(took, 1)}))
