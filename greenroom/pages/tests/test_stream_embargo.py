"""What is to come out later is nowhere a second before its moment, and everywhere at it [A12]."""

from datetime import timedelta

import pytest
import time_machine

from greenroom.kit import worker
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.pages.tests.test_caches import plain_addresses
from greenroom.people.models import Person
from greenroom.social import actions, queries

CANARY = "hornbeamzzyx"
HEADLINE = "We hand over on Monday"
OUTSIDE = (
    "/", "/local/", "/network/", "/notices/", "/drafts/", "/@skerrow/", "/@ida/", f"/tags/{CANARY}/",
    f"/search/?q={CANARY}", "/@skerrow/feed.rss", "/@skerrow/feed.atom", f"/tags/{CANARY}/feed.rss",
)  # fmt: skip


def shows(stream: StreamWorld, person: Person | None, path: str) -> bool:
    """Whether the headline stands on the page, or the feed."""
    return HEADLINE in words_of(stream.browser(person).get(path))


@pytest.fixture
def due_at(stream: StreamWorld):
    """An announcement of the house to everybody, in an hour."""
    house, now = stream.skerrow.identity, stream.later()
    actions.follow(identity=stream.noor.identity, target=house, by=stream.noor, now=now)
    audience = queries.audience_by_key(stream.ida, speaks_as=house, key="public")
    moment = now + timedelta(hours=1)
    actions.schedule_post(
        author=house,
        audience=audience,
        headline=HEADLINE,
        note=f"With #{CANARY} rest, and @bram.",
        due_at=moment,
        by=stream.ida,
        now=now,
    )
    return moment


def test_a12_nothing_shows_a_second_before_and_everything_at_the_moment(stream: StreamWorld, due_at) -> None:
    with time_machine.travel(due_at - timedelta(seconds=1), tick=False):
        worker.work_off(due_at - timedelta(seconds=1))
        early = [
            (person and person.handle, path)
            for person in (stream.bram, stream.noor, stream.otto, None)
            for path in dict.fromkeys((*OUTSIDE, *plain_addresses()))
            if shows(stream, person, path)
        ]
    with time_machine.travel(due_at, tick=False):
        worker.work_off(due_at)
        seen = {path for person in (stream.bram, stream.noor, None) for path in OUTSIDE if shows(stream, person, path)}

    assert early == []
    assert seen == set(OUTSIDE) - {"/drafts/", "/@ida/", "/network/"}  # those are of other things
