"""Taking a post back: a row without words remains, so that the thread keeps its shape."""

from datetime import datetime

from django.db import transaction

from greenroom.kit.facts import publish
from greenroom.people.models import Person
from greenroom.social.actions.attaching import drop
from greenroom.social.actions.editing import own_post
from greenroom.social.actions.polls import drop_poll
from greenroom.social.events import PostDeleted
from greenroom.social.models import Bookmark, Boost, Favourite, Media, Mention, Notice, Pin, Post, PostTag, PostVersion
from greenroom.social.search import indexing

LEAVES = (PostVersion, Mention, PostTag, Notice, Boost, Favourite, Bookmark, Pin)
WORDS = ("headline", "note", "headline_html", "note_html", "excerpt", "language", "spoiler_text")


@transaction.atomic
def delete_post(*, post: Post, by: Person, now: datetime) -> None:
    """Take the words back with their history, tags, mentions, notices, reactions and pictures.

    Refuses all but the author. The key of an imported post stays, so that importing again does not bring it back.
    """
    take_words(own_post(post, by=by), now=now)


def take_words(post: Post, *, now: datetime) -> None:
    """What deleting does, whoever decided it: by the author, or by hosts (`take_down_post`)."""
    for kind in LEAVES:
        kind.objects.filter(post=post).delete()
    drop(Media.objects.filter(post=post), now=now)
    drop_poll(post, now=now)
    Post.objects.filter(pk=post.pk).update(deleted_at=now, sensitive=False, extras={}, **dict.fromkeys(WORDS, ""))
    indexing.take_out([post.pk])
    publish(PostDeleted(at=now, post_id=post.pk))
