"""Times, numbers and languages as templates show them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation

pytestmark = pytest.mark.fast
NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


def drawn(source, **context):
    return Template("{% load web %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=9), "1 November"),
        (timedelta(days=400), "6 October 2025"),
    ],
)
def test_a_time_is_said_as_shortly_as_it_can_be(ago, said):
    with time_machine.travel(NOW, tick=False), timezone.override("UTC"):
        assert f">{said}</time>" in drawn("{% when moment %}", moment=NOW - ago)


def test_the_whole_moment_stands_in_the_title_in_the_zone_of_the_reader():
    with timezone.override("Europe/Berlin"):
        tag = drawn("{% when moment %}", moment=NOW)

    assert 'datetime="2026-11-10T13:00:00+01:00"' in tag
    assert 'title="10 November 2026, 13:00"' in tag


def test_no_time_is_nothing():
    assert drawn("{% when moment %}", moment=None) == ""


@pytest.mark.parametrize(("language", "said"), [("en", "1,284"), ("de", "1.284"), ("fr", "1\u202f284")])
def test_thousands_are_marked_as_the_language_does(language, said):
    with translation.override(language):
        assert drawn("{{ n|number }}", n=1284) == said


def test_words_in_another_language_say_so():
    with translation.override("en"):
        assert drawn("<p{% lang 'de' %}>") == '<p lang="de">'
        assert drawn("<p{% lang 'en' %}>") == "<p>"
        assert drawn("<p{% lang '' %}>") == "<p>"


def test_an_icon_that_does_not_exist_fails_loudly():
    with pytest.raises(KeyError, match="rocket"):
        drawn('{% icon "rocket" %}')
