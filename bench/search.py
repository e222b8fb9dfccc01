"""How long a search takes in the large world, totals included, and what the index costs each post.

    .venv/bin/python bench/search.py --data FOLDER [--searches 300]     prints one JSON object

Targets on SQLite: p95 at most 60 ms for words in at most 5 % of the posts; at most 1 ms of work for the index of a
post. `digest` is one figure made of every total and id that was found: the same on both databases.
"""

import hashlib
import json
import random
import time

import world
from home import spread, timed
from vocabulary import LANGUAGES, Vocabulary

BANDS = {"up_to_0.1%": (0, 0.001), "up_to_1%": (0.001, 0.01), "up_to_2.5%": (0.01, 0.025), "up_to_5%": (0.025, 0.05)}
REWRITTEN = 300


def fill() -> dict[str, float]:
    """Index the posts where they are not; milliseconds for each, of the clock and of work."""
    from django.utils import timezone

    from greenroom.social.models import SearchEntry
    from greenroom.social.search import indexing

    if indexing.missing_below() is None:
        if SearchEntry.objects.exists():
            return {}
        indexing.begin_anew(now=timezone.now())
    began, worked, count = time.perf_counter(), time.process_time(), 0
    while some := indexing.go_on():
        count += some
    clock, work = time.perf_counter() - began, time.process_time() - worked
    return {"posts": count, "clock_ms": round(clock * 1000 / count, 3), "work_ms": round(work * 1000 / count, 3)}


def one_by_one(chance: random.Random) -> dict[str, float]:
    """Work for posts that are indexed again, forgetting and learning, beyond the same transaction without it.

    What the index does at the end of the transaction is in it.
    """
    from django.db import transaction

    from greenroom.social.models import Post
    from greenroom.social.search import indexing

    keys = list(Post.objects.values_list("pk", flat=True))
    plain: list[tuple[float, float]] = []
    indexed: list[tuple[float, float]] = []

    @transaction.atomic
    def touch(post, *, index: bool) -> None:
        Post.objects.filter(pk=post.pk).update(reading_minutes=post.reading_minutes)
        if index:
            indexing.put_in([post])

    for post in Post.objects.in_bulk(chance.sample(keys, REWRITTEN)).values():
        timed(lambda post=post: touch(post, index=False), plain)
        timed(lambda post=post: touch(post, index=True), indexed)
    before, after = spread(plain), spread(indexed)
    return {name: round(after[name] - before[name], 2) for name in after}


def holding(word: str) -> int:
    """How many posts hold a word in any form, whoever may read them."""
    from django.db import connection

    from greenroom.social.search.backends import backend
    from greenroom.social.search.finding import terms_of
    from greenroom.social.search.query import parse

    source = backend().source(terms_of(parse(word)))
    with connection.cursor() as cursor:
        conditions = " AND ".join([*source.conditions, "1 = 1"])
        cursor.execute(f"{source.before} SELECT COUNT(*) FROM {source.rows} WHERE {conditions}", source.parameters)
        return cursor.fetchone()[0]


def words_by_band(chance: random.Random, each: int) -> dict[str, list[str]]:
    """Words for each band of frequency, all languages mixed."""
    vocabulary = Vocabulary(random.Random(8))
    seldom = [word for language in LANGUAGES for word in chance.sample(vocabulary.words[language][400:], 40)]
    often = [word for language in LANGUAGES for word in vocabulary.words[language][:150]]
    found: dict[str, list[str]] = {band: [] for band in BANDS}
    for word in [*seldom, *often]:
        share = holding(word) / world.POSTS
        for band, (low, high) in BANDS.items():
            if low < share <= high and len(found[band]) < each:
                found[band].append(word)
    return found


def looked_up(typed: str, reader):
    """Total and ids of the first page, with everything that is read for them."""
    from greenroom.social import search
    from greenroom.social.visibility import viewer_of

    return search.find_ids(viewer_of(reader), search.parse(typed), limit=21)


def measure(searches: int) -> dict[str, object]:
    """Total and ids of the first page, by everybody, for words of each band and for what is made of them."""
    from greenroom.people.models import Identity
    from greenroom.social import search
    from greenroom.social.visibility import viewer_of

    chance = random.Random(12)
    people = list(Identity.objects.filter(kind="person", suspended_at=None).order_by("pk"))
    bands = words_by_band(chance, 25)
    most = [word for words in bands.values() for word in words]
    frequent = bands["up_to_5%"]
    kinds = {
        **{f"word_{band}": [[word] for word in words] for band, words in bands.items()},
        "two_words": [chance.sample(frequent, 2) for _ in range(25)],
        "phrase": [[f'"{" ".join(chance.sample(frequent, 2))}"'] for _ in range(25)],
        "quoted_word": [[f'"{word}"'] for word in frequent],
        "in_network": [[word, "in:network"] for word in frequent],
        "one_year": [[word, "after:2026-01-01"] for word in frequent],
    }
    found, digest, all_words = {}, hashlib.sha256(), []
    for kind, queries in kinds.items():
        times: list[tuple[float, float]] = []
        for number in range(searches if kind.startswith("word_") else searches // 3):
            typed, reader = " ".join(queries[number % len(queries)]), chance.choice(people)
            total, ids, _troubles = timed(
                lambda typed=typed, reader=reader: search.find_ids(viewer_of(reader), search.parse(typed), limit=21),
                times,
            )
            digest.update(f"{total} {ids}\n".encode())
        found[kind] = spread(times)
        all_words += times if kind.startswith("word_") else []
    guests, whole, names = [], [], []
    for word in most:
        timed(lambda word=word: looked_up(word, None), guests)
        reader = chance.choice(people)
        timed(lambda word=word, reader=reader: search.find_posts(viewer_of(reader), search.parse(word)), whole)
        timed(lambda word=word, reader=reader: search.find_people(viewer_of(reader), search.parse(word[:4])), names)
    return {
        "words_up_to_5%": spread(all_words),
        **found,
        "by_guests": spread(guests),
        "twenty_posts_to_show": spread(whole),
        "people_by_name": spread(names),
        "words": {band: len(words) for band, words in bands.items()},
        "digest": digest.hexdigest()[:16],
    }


def main() -> None:
    """Build the world and the index where they are missing, measure, print."""
    parser = world.arguments()
    parser.add_argument("--searches", type=int, default=300)
    given = parser.parse_args()
    took = world.ensure(given.data, members=given.members, posts=given.posts, follows=given.follows)
    world.POSTS = given.posts
    from django.db import connection

    filled = fill()
    if filled:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    figures = measure(given.searches)
    print(
        json.dumps(
            {
                "database": connection.vendor,
                "built_seconds": round(took, 1),
                "index_of_a_post_in_bulk": filled,
                "index_of_a_post_again": one_by_one(random.Random(13)),
                **figures,
                "target": {"words_up_to_5%_p95_ms": 60, "index_of_a_post_ms": 1},
            }
        )
    )


if __name__ == "__main__":
    main()
