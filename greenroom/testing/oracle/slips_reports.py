"""Mistakes about reports."""

from typing import Any
from unittest.mock import patch

from greenroom.social.models import ClosedLook, Report


def reports_of_all() -> Any:
    """One's own reports, with everybody's among them."""
    rows = Report.objects.select_related("about").order_by("-pk")
    return patch("greenroom.pages.reports.views.queries.reports_of", lambda _reporter: rows)


def looks_for_all() -> Any:
    """The list of looks shown to whoever asks for its address."""
    rows = ClosedLook.objects.select_related("by__identity", "post__author", "report").order_by("-looked_at")
    return _both(
        patch("greenroom.pages.reports.views.queries.answers_for", lambda *_asked: True),
        patch("greenroom.pages.reports.views.queries.looks_into", lambda *_asked: rows),
    )


def desk_for_all() -> Any:
    """The hosts' desk without its door."""
    return patch("greenroom.web.host_page.queries.is_host", lambda _person: True)


def taking_down_leaves_words() -> Any:
    """A takedown that writes its row and forgets the words."""
    return patch("greenroom.social.actions.reports.take_words", lambda _post, **_when: None)


def _both(*plants: Any) -> Any:
    from contextlib import ExitStack

    stack = ExitStack()
    for plant in plants:
        stack.enter_context(plant)
    return stack
