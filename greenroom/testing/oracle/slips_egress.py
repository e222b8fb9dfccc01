"""Mistakes about what leaves the house: link cards, feeds."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from greenroom.social import extras
from greenroom.social.cards import attaching
from greenroom.social.models import Audience, Post
from greenroom.social.visibility import OPEN_AUDIENCES

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
