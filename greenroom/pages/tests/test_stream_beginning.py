"""The first two weeks: what stands beside the home timeline of somebody new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions

STEPS = ("Say who you are", "Follow three people", "Say hello", "Find a circle, or open one")


@pytest.fixture
def ruben(stream: StreamWorld) -> Person:
    return people.add_person(
        handle="ruben", display_name="Ruben Sandvik", email="ruben@example.org", claimed=True, now=timezone.now()
    )


def test_somebody_new_reads_what_to_do_first(stream: StreamWorld, ruben: Person) -> None:
    page = words_of(stream.browser(ruben).get("/"))

    assert "Your first two weeks" in page
    assert 'aria-label="0 of 4 steps done"' in page
    assert all(f">{step}</a>" in page for step in STEPS)


def test_what_is_done_is_no_link_any_more(stream: StreamWorld, ruben: Person) -> None:
    people.update_profile(person=ruben, summary="Trainee in Bergen.", by=ruben, now=timezone.now())
    stream.clock = timezone.now()
    stream.says(ruben, "public", "Hello from Bergen")

    page = words_of(stream.browser(ruben).get("/"))

    assert 'aria-label="2 of 4 steps done"' in page
    assert 'Say hello<span class="vh">, done</span>' in page
    assert ">Say hello</a>" not in page


def test_the_column_is_gone_when_all_is_done(stream: StreamWorld, ruben: Person) -> None:
    people.update_profile(person=ruben, summary="Trainee in Bergen.", by=ruben, now=timezone.now())
    stream.clock = timezone.now()
    stream.says(ruben, "public", "Hello from Bergen")
    for target in (stream.ida, stream.bram, stream.noor):
        actions.follow(identity=ruben.identity, target=target.identity, by=ruben, now=stream.later())
    actions.list_in_circle(circle=stream.board, person=ruben, by=stream.ida, now=stream.later())

    assert "Your first two weeks" not in words_of(stream.browser(ruben).get("/"))


def test_after_two_weeks_nobody_is_told_what_to_do(stream: StreamWorld, ruben: Person) -> None:
    Person.objects.filter(pk=ruben.pk).update(claimed_at=timezone.now() - timedelta(days=15))

    assert "Your first two weeks" not in words_of(stream.browser(ruben).get("/"))
