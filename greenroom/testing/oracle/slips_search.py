"""Mistakes about searching: totals, tags, names, places and an index that is not kept."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock
from unittest.mock import patch

from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social.models import Post, PostTag
from greenroom.social.queries import audience_of
from greenroom.social.search import finding, naming


def total_of_all() -> AbstractContextManager[Any]:
    """The ids are judged, the total is the index's own."""

    def count(sought: finding.Sought) -> int:
        return Post.objects.living().count() if sought.terms.have_words else 0

    return patch.object(finding.Sought, "count", count)


def tags_of_all() -> AbstractContextManager[Any]:
    """A tag counts whatever carries it."""
    return patch.object(naming, "carrying", lambda _viewer: PostTag.objects.all())


def names_of_circles() -> AbstractContextManager[Any]:
    """Whatever has a handle is found among the people."""

    def named(_viewer: Any, query: Any, _kind: Any) -> Any:
        rows = Identity.objects.filter(people.named(query.words, in_bylines=True), suspended_at=None)
        return rows.order_by("folded", "pk") if query.words else rows.none()

    return patch.object(naming, "_named", named)


def places_of_all() -> AbstractContextManager[Any]:
    """`in:` knows every circle, whoever asks."""

    def place(sought: finding.Sought, handle: str) -> int:
        identity = people.identity_by_handle(handle)
        if identity is None:
            sought._troubles.append("Nothing is called so.")  # noqa: SLF001 - the mistake is inside
            return 0
        return audience_of(identity).pk

    return patch.object(finding.Sought, "_place", place)


def authors_of_all() -> AbstractContextManager[Any]:
    """`from:` answers for whoever blocks the viewer."""
    real = finding.Sought._author  # noqa: SLF001 - the mistake is inside

    def author(sought: finding.Sought, handle: str) -> int:
        with patch.object(type(sought.viewer), "hidden_ids", frozenset()):
            return real(sought, handle)

    return patch.object(finding.Sought, "_author", author)


@contextlib.contextmanager
def one_search_for_all() -> Iterator[None]:
    """A cache whose key is what was typed, and not who typed it."""
    kept: dict[Any, Any] = {}
    real = finding.find_ids

    def remembered(viewer: Any, query: Any, **span: Any) -> Any:
        key = (query, span.get("before"))
        if key not in kept:
            kept[key] = real(viewer, query, **span)
        return kept[key]

    with patch.object(finding, "find_ids", remembered), patch("greenroom.social.search.find_ids", remembered):
        yield


@contextlib.contextmanager
def edits_are_not_indexed() -> Iterator[None]:
    """What a post said before it was edited is what it is found by."""
    from greenroom.social.actions import editing

    with patch.object(editing, "indexing", mock.Mock()):
        yield
