"""Taking a post back: a row without words remains, so that the thread keeps its shape."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import allowances
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social.actions.attaching import drop
from greenroom.social.actions.editing import own_post
from greenroom.social.actions.polls import drop_poll
from greenroom.social.events import PostDeleted
from greenroom.social.models import Bookmark, Boost, Favourite, Media, Mention, Notice, Pin, Post, PostTag, PostVersion
from greenroom.social.search import indexing

MOST = 30
WITHIN = timedelta(minutes=30)
LEAVES = (PostVersion, Mention, PostTag, Notice, Boost, Favourite, Bookmark, Pin)
WORDS = ("headline", "note", "headline_html", "note_html", "excerpt", "language", "spoiler_text")


@transaction.atomic
def delete_post(*, post: Post, by: Person, now: datetime) -> None:
    """Take the words back with their history, tags, mentions, notices, reactions and pictures.

    Refuses all but the author, and more than 30 in half an hour: whoever holds somebody's session for a moment does not
    take years of words away (trust, section 13). The key of an imported post stays, so that importing again does not
    bring it back.
    """
    mine = own_post(post, by=by)
    if not allowances.use(f"delete:{by.pk}", most=MOST, within=WITHIN, now=now):
        raise Refusal(
            _("You have deleted %(limit)d posts in half an hour. Wait a while, then go on."),
            code="too_many_deletes",
            params={"limit": MOST},
        )
    take_words(mine, now=now)


def take_words(post: Post, *, now: datetime) -> None:
    """What deleting does, whoever decided it: by the author, or by hosts (`take_down_post`)."""
    for kind in LEAVES:
        kind.objects.filter(post=post).delete()
    drop(Media.objects.filter(post=post), now=now)
    drop_poll(post, now=now)
    Post.objects.filter(pk=post.pk).update(deleted_at=now, sensitive=False, extras={}, **dict.fromkeys(WORDS, ""))
    indexing.take_out([post.pk])
    publish(PostDeleted(at=now, post_id=post.pk))
