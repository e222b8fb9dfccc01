"""A shared cache between people and pages never shows one person what was made for another [A13]."""

import random

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social import actions

CANARIES = {"ida": "hornbeamzzyx", "bram": "quillwortzzyx", "noor": "sorrelzzyx", "otto": "vetchlingzzyx"}


class CachingProxy:
    """A proxy that keeps whatever it is not told to leave alone, and like many knows nothing of `Vary`."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, browser: Client, path: str) -> bytes:
        """The reply that was kept for this address, else a fresh one."""
        if path in self.kept:
            return self.kept[path]
        reply = browser.get(path)
        control = reply.headers.get("Cache-Control", "")
        if not {"private", "no-store", "no-cache"} & {word.strip() for word in control.split(",")}:
            self.kept[path] = reply.content
        return reply.content


def plain_addresses():
    """Every address of the program that has no part to fill in."""

    def walk(patterns, before):
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, here)
            elif isinstance(one, URLPattern) and "<" not in here and "\\" not in here and "^" not in here:
                yield f"/{here}"

    return sorted(
        {path for path in walk(get_resolver().url_patterns, "") if "logout" not in path and path != "/stream/"}
    )


@pytest.fixture
def told(stream: StreamWorld):
    """Everybody has said something for their own eyes, or for the board; addresses of it all."""
    paths = plain_addresses()
    assert len(paths) > 30, "the walk found too few addresses to mean anything"
    for handle in ("ida", "bram"):
        paths.append(address(stream.says(getattr(stream, handle), "circle:board", f"Board {CANARIES[handle]}")))
    for handle, canary in CANARIES.items():
        person = getattr(stream, handle)
        actions.save_draft(speaks_as=person.identity, headline=f"Draft {canary}", by=person, now=stream.later())
        paths.append(f"/@{handle}/")
    return paths


def may_know(handle: str) -> set[str]:
    """Whose words somebody may meet: their own, and those on the board who are there."""
    return {handle} | ({"ida", "bram"} if handle in {"ida", "bram"} else set())


def test_a13_nobody_is_given_what_was_made_for_another(stream: StreamWorld, told: list[str]) -> None:
    proxy, rng = CachingProxy(), random.Random(13)
    browsers = {handle: stream.browser(getattr(stream, handle)) for handle in CANARIES} | {"": stream.browser()}
    visits = [(handle, path) for handle in browsers for path in told]
    rng.shuffle(visits)
    met, wrong = set(), []

    for handle, path in visits:
        words = proxy.get(browsers[handle], path)
        seen = {who for who, canary in CANARIES.items() if canary.encode() in words}
        met |= {(handle, who) for who in seen}
        wrong += [f"{handle or 'a guest'} met {who} at {path}" for who in seen - may_know(handle)]

    assert wrong == []
    assert {("ida", "ida"), ("bram", "ida"), ("noor", "noor"), ("otto", "otto")} <= met, (
        "canaries were never met at all"
    )


def test_a13_every_page_for_somebody_signed_in_is_private(stream: StreamWorld, told: list[str]) -> None:
    noor = stream.browser(stream.noor)
    replies = {path: noor.get(path) for path in told}

    kept = {
        path: reply.headers.get("Cache-Control", "")
        for path, reply in replies.items()
        if "Noor Jansma" in words_of(reply) and reply.headers.get("Cache-Control") != "private, no-store"
    }
    assert kept == {}
    assert sum("Noor Jansma" in words_of(reply) for reply in replies.values()) > 20


def test_x6_no_page_holds_a_nonce_that_a_cache_could_hand_on(stream: StreamWorld, told: list[str]) -> None:
    """Every script is a file of ours: where nothing needs a nonce none can be given twice."""
    browsers = (stream.browser(), stream.browser(stream.ida))
    replies = {(path, number): browser.get(path) for path in told for number, browser in enumerate(browsers)}

    holding = [
        path
        for (path, _number), reply in replies.items()
        if "nonce" in reply.headers.get("Content-Security-Policy", "") or b"nonce=" in reply.content
    ]
    assert holding == []
    assert sum("Content-Security-Policy" in reply.headers for reply in replies.values()) > 60
