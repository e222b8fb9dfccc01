"""Mistakes about notices that leave the house."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any
from unittest.mock import patch

from greenroom.social import mailing, telling, visibility
from greenroom.social.push import sending
from greenroom.social.queries import NoticePage
from greenroom.social.queries.telling import news_for
from greenroom.testing.oracle import slips


@contextlib.contextmanager
def of_what_was_readable(way_out: ModuleType) -> Iterator[None]:
    """News are gathered from the rows as they were written; the way out does not ask who may read their posts now."""

    def gathered(*given: Any, **named: Any) -> Any:
        with patch.object(visibility.Viewer, "rule", lambda *_asked: "1 = 1"):
            return news_for(*given, **named)

    with patch.object(way_out, "news_for", gathered):
        yield


def mail_of_what_was_readable() -> Any:
    """The mail says what was planned."""
    return of_what_was_readable(mailing)


def push_of_what_was_readable() -> Any:
    """The sender sends what was planned."""
    return of_what_was_readable(sending)


@contextlib.contextmanager
def one_for_all(way_out: ModuleType, key: Callable[[Sequence[str]], str]) -> Iterator[None]:
    """News are gathered once and go to everybody: a cache whose key, made of the kinds, lacks the person."""
    kept: dict[str, NoticePage] = {}

    def remembered(*given: Any, kinds: Sequence[str], **named: Any) -> Any:
        news = news_for(*given, kinds=kinds, **named)
        return kept.setdefault(key(kinds), news) if news.groups else kept.get(key(kinds), news)

    with patch.object(way_out, "news_for", remembered):
        yield


def one_mail_for_all() -> Any:
    """The first mail of all is everybody's."""
    return one_for_all(mailing, lambda _kinds: "all")


def one_push_for_all() -> Any:
    """The first push of its kind is everybody's."""
    return one_for_all(sending, lambda kinds: kinds[0])


def push_that_quotes() -> Any:
    """A push that shows what has been written lately, so that nobody needs to open the page."""
    real = telling.sentence_of
    return patch.object(telling, "sentence_of", lambda group: f"{real(group)} {slips.closed_headlines()}"[:290])
