"""Mistakes about what somebody arranges for themselves: lists, notes, followed tags, suggestions."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from greenroom.pages.places import standing as places
from greenroom.social.models import AccountNote, Filter, PeopleList, Post
from greenroom.social.postviews import views_with
from greenroom.social.timelines import sources


@contextlib.contextmanager
def notes_of_all() -> Iterator[None]:
    """A look-up of notes that asks about whom, and forgets by whom."""
    real = places.standing

    def standing(viewer: Any, identity: Any) -> Any:
        row = AccountNote.objects.filter(about=identity).order_by("pk").first()
        return replace(real(viewer, identity), note=row.text if row else None)

    with (
        patch("greenroom.pages.places.views_quiet.standing", standing),
        patch("greenroom.pages.places.views_people.standing", standing),
        patch("greenroom.pages.places.views_organisations.standing", standing),
    ):
        yield


def all_lists() -> Any:
    """Lists without their owner."""
    return PeopleList.objects.all()


def all_filters() -> Any:
    """Filters without their owner."""
    return Filter.objects.select_related("owner").prefetch_related("words")


@contextlib.contextmanager
def followed_tags_grant() -> Iterator[None]:
    """Whoever follows a tag is sent whatever carries it, as if that were asking the author."""

    def views(viewer: Any, keys: Any, *, also: Any = ()) -> Any:
        posts = list(Post.objects.living().filter(pk__in=keys).select_related("audience"))
        found, identities = views_with(viewer, posts, also=also)
        return {view.id: view for view in found}, identities

    tagged = sources.TAGGED.replace("{rule}", "p.deleted_at IS NULL")
    with (
        patch.object(sources, "TAGGED", tagged),
        patch("greenroom.social.timelines.showing.views_by_id", views),
    ):
        yield
