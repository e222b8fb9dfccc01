"""Mistakes about notices that leave the house."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from greenroom.social import mailing, telling, visibility
from greenroom.social.push import sending
from greenroom.social.queries import NoticePage
from greenroom.social.queries.telling import news_for
from greenroom.testing.oracle import slips


@contextlib.contextmanager
def mail_of_what_was_readable() -> Iterator[None]:
    """The mail is gathered from the rows as they were written, and neither asks who reads their posts now."""

    def gathered(*given: Any, **named: Any) -> Any:
        with patch.object(visibility.Viewer, "rule", lambda *_asked: "1 = 1"):
            return news_for(*given, **named)

    with patch.object(mailing, "news_for", gathered):
        yield


@contextlib.contextmanager
def one_mail_for_all() -> Iterator[None]:
    """News are gathered once and sent to everybody: a cache whose key lacks the person."""
    kept: dict[str, NoticePage] = {}

    def remembered(*given: Any, **named: Any) -> Any:
        news = news_for(*given, **named)
        return kept.setdefault("news", news) if news.groups else kept.get("news", news)

    with patch.object(mailing, "news_for", remembered):
        yield


@contextlib.contextmanager
def push_of_what_was_readable() -> Iterator[None]:
    """The sender sends what was planned and does not ask again who may read it."""

    def gathered(*given: Any, **named: Any) -> Any:
        with patch.object(visibility.Viewer, "rule", lambda *_asked: "1 = 1"):
            return news_for(*given, **named)

    with patch.object(sending, "news_for", gathered):
        yield


@contextlib.contextmanager
def one_push_for_all() -> Iterator[None]:
    """What is sent is made once and goes to everybody: a cache whose key lacks the person."""
    kept: dict[str, NoticePage] = {}

    def remembered(*given: Any, **named: Any) -> Any:
        news = news_for(*given, **named)
        return kept.setdefault(named["kinds"][0], news) if news.groups else news

    with patch.object(sending, "news_for", remembered):
        yield


def push_that_quotes() -> Any:
    """A push that shows what has been written lately, so that nobody needs to open the page."""
    real = telling.sentence_of
    return patch.object(telling, "sentence_of", lambda group: f"{real(group)} {slips.closed_headlines()}"[:290])
