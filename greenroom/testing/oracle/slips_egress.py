"""Mistakes about what leaves the house: link cards, feeds."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from greenroom.fediverse import queries
from greenroom.fediverse.models import PrivateFeed, digest_of
from greenroom.people.models import Identity, Person
from greenroom.social import extras, timelines
from greenroom.social.cards import attaching
from greenroom.social.models import Audience, Post
from greenroom.social.queries import PostView, views_of
from greenroom.social.visibility import OPEN_AUDIENCES, viewer_of

EVERY_AUDIENCE = tuple(range(1, 10_000))


def cards_of_all() -> Any:
    """The page behind every link is asked, whoever may read the post."""
    return patch.object(attaching, "OPEN_AUDIENCES", EVERY_AUDIENCE)


@contextlib.contextmanager
def card_of(rows: Any) -> Iterator[None]:
    """The worker asks without looking at the post again as it should."""

    def post(post_id: int, *, held: bool = False) -> Post | None:  # noqa: ARG001 - the shape of the real one
        found: Post | None = rows.filter(pk=post_id).first()
        return found

    with patch.object(attaching, "_open_post", post):
        yield


def card_of_the_narrowed() -> Any:
    """Whether the post is public still is not asked again when the worker comes."""
    return card_of(Post.objects.living().filter(author__suspended_at=None))


def card_of_the_suspended() -> Any:
    """A suspended author makes the house ask."""
    return card_of(Post.objects.living().filter(audience__in=OPEN_AUDIENCES))


@contextlib.contextmanager
def cards_on_the_wrong_post() -> Iterator[None]:
    """Every card is put on all posts that everybody may read: a look-up without the number."""
    real = extras.write

    def write(_post: Post, part: str, value: Any) -> None:
        for row in Post.objects.living().filter(audience__in=[Audience.PUBLIC, Audience.QUIET_PUBLIC]):
            real(row, part, value)

    with patch("greenroom.social.cards.attaching.extras.write", write):
        yield


def feed_as_its_author_sees_it() -> Any:
    """The public feed reads as the person whose feed it is: closed and direct posts in a feed."""

    def said_by(identity: Identity, **_kwargs: Any) -> list[PostView]:
        viewer = viewer_of(identity)
        rows = Post.objects.visible_to(viewer).filter(author=identity).order_by("-pk")
        return views_of(viewer, list(rows[:40]))

    return patch.object(queries, "said_by", said_by)


def tag_feed_of_somebody() -> Any:
    """The feed of a tag reads with the eyes of a member of the network."""

    def tagged(name: str, **_kwargs: Any) -> list[PostView]:
        member = Identity.objects.filter(person__network_memberships__ended_at=None, suspended_at=None).first()
        return [entry.post for entry in timelines.tag(viewer_of(member), name, limit=40).entries]

    return patch.object(queries, "tagged", tagged)


@contextlib.contextmanager
def one_home_for_all_feeds() -> Iterator[None]:
    """A cache of feeds whose key lacks the person."""
    kept: dict[str, list[PostView]] = {}
    real = queries.home_of

    def home_of(person: Person) -> list[PostView]:
        return kept.setdefault("home", real(person))

    with patch.object(queries, "home_of", home_of):
        yield


def ended_feeds_go_on() -> Any:
    """The look-up of a secret forgets that it has ended."""

    def feed_behind(secret: str) -> PrivateFeed | None:
        rows = PrivateFeed.objects.filter(secret_digest=digest_of(secret))
        return rows.select_related("person__identity").first()

    return patch.object(queries, "feed_behind", feed_behind)
