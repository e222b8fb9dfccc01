"""Mistakes about what people take along."""

from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

from greenroom.people.models import Person
from greenroom.social.models import Post, Report


def _everything(_person: Person, keys: Iterable[int | None]) -> dict[int, Post]:
    """Posts by their number, whoever may read them."""
    rows = Post.objects.living().filter(pk__in=[key for key in keys if key]).select_related("author")
    return {post.pk: post for post in rows}


def answered_unasked() -> Any:
    """What somebody answered goes along, whether or not they may read it still."""
    return patch("greenroom.social.stored.posts.readable", _everything)


def kept_unasked() -> Any:
    """What somebody kept, found helpful, or was told of goes along as it was once readable."""
    return patch("greenroom.social.stored.reading.readable", _everything)


def reports_of_all() -> Any:
    """Reports of everybody."""
    return patch("greenroom.social.stored.reports.reports_of", lambda _identity: Report.objects.select_related("about"))
