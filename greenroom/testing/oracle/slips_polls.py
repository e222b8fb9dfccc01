"""Mistakes about polls, pins and what comes out later, as a hurried change might make them."""

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from django.db.models import F, Value

from greenroom.social.actions import polls, scheduling
from greenroom.social.models import Draft, Pin, Post
from greenroom.social.polls import Tally
from greenroom.social.timelines import feeds
from greenroom.social.visibility import viewer_of
from greenroom.testing.oracle.slips_shelves import ungated_views


@contextlib.contextmanager
def figures_for_all() -> Iterator[None]:
    """What was answered so far is told before somebody has voted."""
    real = Tally.at

    def at(tally: Tally, now: Any) -> Any:
        return real(dataclasses.replace(tally, has_voted=True), now)

    with patch.object(Tally, "at", at):
        yield


@contextlib.contextmanager
def votes_from_anywhere() -> Iterator[None]:
    """A vote asks for the poll by its number, and not for the post through the voter's eyes."""

    def reading(post: Post, identity: Any, _by: Any) -> Any:
        return viewer_of(identity), Post.objects.living().select_related("audience").get(pk=post.pk)

    with patch.object(polls, "reading", reading):
        yield


@contextlib.contextmanager
def pins_for_all() -> Iterator[None]:
    """What somebody has pinned is looked up on its own, past the rule."""

    def pinned(identity: Any, _readable: Any) -> Any:
        return Pin.objects.filter(identity=identity).values_list(F("pk") + Value(feeds.PINNED), F("pk"), Value(0))

    ungated = patch("greenroom.social.timelines.showing.views_by_id", ungated_views)
    with patch.object(feeds, "pinned_by", pinned), ungated:
        yield


@contextlib.contextmanager
def scheduled_on_profiles() -> Iterator[None]:
    """A profile announces what is to come."""
    from greenroom.pages.places import feeds as places

    real = places.feed_of

    def feed_of(request: Any, entries: Any, *, label: str, now: Any) -> Any:
        coming = Draft.objects.filter(state="scheduled", speaks_as__display_name=label.removeprefix("Posts by "))
        return real(request, entries, label=f"{label} {list(coming.values_list('headline', flat=True))}", now=now)

    with (
        patch("greenroom.pages.places.views_people.feed_of", feed_of),
        patch("greenroom.pages.places.views_organisations.feed_of", feed_of),
    ):
        yield


@contextlib.contextmanager
def release_unchecked() -> Iterator[None]:
    """What was checked when it was scheduled is not checked again when it comes out."""

    def nothing(*_args: Any, **_kwargs: Any) -> None:
        return None

    def release(row: Any, *, now: Any) -> None:
        with (
            patch("greenroom.social.actions.aiming.require_may_post", nothing),
            patch("greenroom.social.actions.saying.require_acts_as", nothing),
            patch("greenroom.social.actions.aiming._refuse_outsiders", nothing),
        ):
            scheduling.come_out(row, now=now)

    with patch.object(scheduling, "release", release):
        yield
