"""Whoever was signed in when they were suspended is a guest, at every address and for every form [O2]."""

import re

import pytest
from django.urls import reverse

from greenroom.kit.tests.rows import every_row
from greenroom.pages.tests.stream_world import StreamWorld
from greenroom.pages.tests.test_caches import plain_addresses
from greenroom.pages.tests.test_hidden_is_absent import OF_THE_REQUEST, TOKEN, routes
from greenroom.people import actions as people

TYPED = {"headline": "Too late", "audience": "public", "display_name": "Another", "reason": "A test.", "who": "ida"}
NOT_WRITTEN_BY_THEM = {"sessions.Session", "usersessions.UserSession"}  # a page for guests begins a session of its own


@pytest.fixture
def everywhere(stream: StreamWorld) -> list[str]:
    """Each address once, of things of Bram's as far as there are such."""
    post = stream.says(stream.bram, "public", "Words").pk
    given = {"handle": "bram", "post_id": post, "member": "bram", "variant": "full", "name": "crane", "form": "atom"}
    paths = plain_addresses()
    for name, pattern in routes():
        parts = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        paths.append(reverse(name, kwargs={part: given.get(part, 1) for part in parts}))
    assert len(paths) > 100, "the walk found too few addresses to mean anything"
    return sorted({path for path in paths if not path.endswith("/begin/")})  # a challenge is another each time


def told(reply) -> tuple:
    """Status, heads and words; that a cookie came along may be seen by caches, and by nobody else."""
    heads = sorted((name, value) for name, value in reply.items() if name not in {*OF_THE_REQUEST, "Vary"})
    words = b"" if reply.streaming else reply.content
    return reply.status_code, heads, TOKEN.sub("", words.decode())


@pytest.mark.parametrize("method", ["get", "post"])
def test_o2_whoever_is_suspended_meets_what_a_guest_meets_everywhere(stream: StreamWorld, everywhere, method) -> None:
    bram = stream.browser(stream.bram)
    own = bram.get("/drafts/")
    people.suspend_person(person=stream.bram, reason="A test.", by=None, now=stream.later())
    before = every_row()

    others = []
    for path in everywhere:
        replies = [getattr(browser, method)(path, TYPED) for browser in (bram, stream.browser())]
        if told(replies[0]) != told(replies[1]):
            others.append(f"{path}: {[reply.status_code for reply in replies]}")

    assert own.status_code == 200
    assert others == []
    after = every_row()
    assert {label for label in after if after[label] != before[label]} <= NOT_WRITTEN_BY_THEM
