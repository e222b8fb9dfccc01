"""Mistakes about what somebody arranges for themselves: lists, notes, tags, suggestions."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from greenroom.imports.models import ImportRun
from greenroom.pages.places import standing as places
from greenroom.social import timelines
from greenroom.social.models import AccountNote, Audience, Filter, PeopleList, Post
from greenroom.social.postviews import views_with
from greenroom.social.queries import conversations, glance, suggestions, tags
from greenroom.social.suggesting import Graph, suggest
from greenroom.social.timelines import sources
from greenroom.social.visibility import viewer_of


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


def ungated_views(viewer: Any, keys: Any, *, also: Any = ()) -> Any:
    """Views of posts by their keys, for whoever asks."""
    posts = list(Post.objects.living().filter(pk__in=keys).select_related("audience"))
    found, identities = views_with(viewer, posts, also=also)
    return {view.id: view for view in found}, identities


@contextlib.contextmanager
def letters_of_all() -> Iterator[None]:
    """Conversations by thread alone: whoever is named in one letter of it gets all of them."""

    def threads(_viewer: Any) -> Any:
        found: dict[int, conversations.Letters] = {}
        for post in Post.objects.living().filter(audience=Audience.DIRECT).order_by("-pk"):
            letters = found.setdefault(post.thread_id, conversations.Letters())
            letters.keys.append(post.pk)
            letters.authors.append(post.author_id)
        return found

    with (
        patch.object(conversations, "_threads", threads),
        patch.object(conversations, "views_by_id", ungated_views),
    ):
        yield


def letters_of_all_are_counted() -> AbstractContextManager[Any]:
    """The figure beside "Direct" counts whatever is direct."""
    everything = "SELECT 2, thread_id, 0 FROM social_post WHERE audience_id = {direct} AND deleted_at IS NULL"
    return patch.object(glance, "PARTS", (glance.NOTICES, everything, glance.DRAFTS))


@contextlib.contextmanager
def suggestions_unasked() -> Iterator[None]:
    """Suggestions from follows alone: whoever is avoided, blocked or a colleague comes along."""
    real = suggest

    def careless(me: int, graph: Any, **kwargs: Any) -> Any:
        return real(me, Graph(follows=graph.follows), **kwargs | {"excluded": set()})

    with patch.object(suggestions, "suggest", careless):
        yield


def figures_of_all() -> AbstractContextManager[Any]:
    """The figure of a tag on a profile counts what is closed."""
    return patch.object(tags, "OPEN_AUDIENCES", Audience.objects.values("pk"))


def tag_of_its_author() -> AbstractContextManager[Any]:
    """A profile under a tag reads with the eyes of whose profile it is."""
    real = timelines.profile_tag

    def profile_tag(_viewer: Any, identity: Any, name: str, **kwargs: Any) -> Any:
        return real(viewer_of(identity), identity, name, **kwargs)

    return patch.object(timelines, "profile_tag", profile_tag)


def all_lists() -> Any:
    """Lists without their owner."""
    return PeopleList.objects.all()


def all_imports() -> Any:
    """Archives without their owner."""
    return ImportRun.objects.all()


def all_filters() -> Any:
    """Filters without their owner."""
    return Filter.objects.select_related("owner").prefetch_related("words")


@contextlib.contextmanager
def followed_tags_grant() -> Iterator[None]:
    """Whoever follows a tag is sent whatever carries it, as if that were asking the author."""
    tagged = sources.TAGGED.replace("{rule}", "p.deleted_at IS NULL")
    with (
        patch.object(sources, "TAGGED", tagged),
        patch("greenroom.social.timelines.showing.views_by_id", ungated_views),
    ):
        yield
