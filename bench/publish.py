"""CPU of a post with all the work it causes: 20,000 followers against 200, 20,000 members against 2,000.

    .venv/bin/python bench/publish.py [--data FOLDER]     prints one JSON object

Targets: each ratio at most 2. The worlds live in a throwaway database.
"""

import argparse
import json
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from statistics import median

POSTS = 40


def crowd(start, number, now):
    """So many people with network memberships, made in bulk; returns their keys."""
    from greenroom.people.models import Identity, NetworkMembership, Person

    identities = [
        Identity(
            id=start + n,
            kind="person",
            handle=f"p{start + n}"[:30],
            display_name=f"Person {n}",
            folded=f"person {n}",
            created_at=now,
        )
        for n in range(number)
    ]
    Identity.objects.bulk_create(identities, batch_size=2_000)
    Person.objects.bulk_create(
        [Person(identity=i, claimed_at=now, email=f"{i.handle}@example.org") for i in identities], batch_size=2_000
    )
    NetworkMembership.objects.bulk_create(
        [NetworkMembership(person_id=i.id, joined_at=now) for i in identities], batch_size=2_000
    )
    return [identity.id for identity in identities]


def cpu_of_posts(author, mentioned, now):
    """Median milliseconds of process time for one post, its errands included."""
    from greenroom.kit import worker
    from greenroom.people.models import Person
    from greenroom.social import actions
    from greenroom.social.models import Audience

    person = Person.objects.select_related("identity").get(pk=author)
    network = Audience.objects.get(pk=Audience.NETWORK)
    spent = []
    for number in range(POSTS):
        now += timedelta(seconds=1)
        before = time.process_time()
        actions.publish_post(
            author=person.identity,
            audience=network,
            headline=f"Number {number} for @{mentioned}",
            note="Two sentences follow. They are short.",
            language="en",
            by=person,
            now=now,
        )
        worker.work_off(now=now)
        spent.append((time.process_time() - before) * 1000)
    return median(spent)


def measure():
    """Three worlds in one database, one after the other."""
    from greenroom.social.models import Follow

    now = datetime.now(UTC)
    few = crowd(10_000_000, 2_000, now)
    Follow.objects.bulk_create([Follow(follower_id=key, followed_id=few[0], created_at=now) for key in few[1:201]])
    warm = cpu_of_posts(few[1], "p10000002", now)
    at_200 = cpu_of_posts(few[0], "p10000001", now)
    many = crowd(20_000_000, 18_000, now)
    members_20k = cpu_of_posts(few[0], "p10000001", now)
    everybody = [*few[201:], *many]
    Follow.objects.bulk_create(
        [Follow(follower_id=key, followed_id=few[0], created_at=now) for key in everybody], batch_size=2_000
    )
    at_20k = cpu_of_posts(few[0], "p10000001", now)
    return {
        "cpu_ms_200_followers_2000_members": round(at_200, 2),
        "cpu_ms_200_followers_20000_members": round(members_20k, 2),
        "cpu_ms_20000_followers_20000_members": round(at_20k, 2),
        "ratio_followers": round(at_20k / members_20k, 2),
        "ratio_members": round(members_20k / at_200, 2),
        "cpu_ms_warm_up": round(warm, 2),
    }


def main():
    """Set up a throwaway database, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", help="not used: the worlds are small")
    parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    os.environ.setdefault("GREENROOM_DATA", tempfile.mkdtemp())
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    settings.DATABASES["default"].setdefault("TEST", {})
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from django.db import connection

        print(json.dumps({"database": connection.vendor, **measure()}))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
