"""Mistakes about notices that leave the house."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from greenroom.social import mailing, visibility
from greenroom.social.queries import NoticePage, notices_for


@contextlib.contextmanager
def mail_of_what_was_readable() -> Iterator[None]:
    """The mail is gathered from the rows as they were written, and neither asks who reads their posts now."""

    def gathered(*given: Any, **named: Any) -> Any:
        with patch.object(visibility.Viewer, "rule", lambda *_asked: "1 = 1"):
            return notices_for(*given, **named)

    with patch.object(mailing, "notices_for", gathered):
        yield


@contextlib.contextmanager
def one_mail_for_all() -> Iterator[None]:
    """News are gathered once and sent to everybody: a cache whose key lacks the person."""
    kept: dict[str, NoticePage] = {}

    def remembered(*given: Any, **named: Any) -> Any:
        news = notices_for(*given, **named)
        return kept.setdefault("news", news) if news.groups else kept.get("news", news)

    with patch.object(mailing, "notices_for", remembered):
        yield
