"""Saying something: a post becomes readable by its audience."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model

from greenroom.kit.facts import publish
from greenroom.people.models import Identity, Person
from greenroom.social import cards
from greenroom.social.actions.aiming import aimed, parent_of, reached_by_name
from greenroom.social.actions.attaching import Attachment, attach, pictures_for, spoken_for
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.drafts import drop_posted, form_key
from greenroom.social.actions.polls import checked, write_poll
from greenroom.social.actions.wording import Wording, worded, write_mentions, write_tags
from greenroom.social.events import PostPublished
from greenroom.social.models import Audience, Draft, Post, post_id_at, save_with_fresh_id
from greenroom.social.polls import PollSpec
from greenroom.social.search import indexing

IN_HAND = ["id", "author", "written_by", "audience", "reply_to", "origin", "source_key"]  # checked or read just now


@transaction.atomic
def publish_post(  # noqa: PLR0913 - a form's fields, each by name
    *,
    author: Identity,
    audience: Audience | None = None,
    headline: str,
    note: str = "",
    language: str = "",
    spoiler_text: str = "",
    sensitive: bool = False,
    reply_to: Post | None = None,
    media: Sequence[Attachment] = (),
    poll: PollSpec | None = None,
    draft: Draft | None = None,
    once: str = "",
    by: Person,
    now: datetime,
) -> Post:
    """Say something as `author`: a person, or an organisation for which `by` may speak.

    Without `audience` an answer takes its parent's and a new post the author's usual one. Refuses words over
    the limits, an audience in which the author may not speak, an answer wider than its parent, people named
    outside a closed audience, a direct post that names nobody (stream, sections 3 and 4), and pictures as
    `attaching.pictures_for` does. Without words, the first description of a picture speaks. A draft that became
    the post is gone. With `once`, the one-time key of a form, the same call again finds the first one's
    post; other words or readers under the same key are another post.
    """
    key = _key_of(once, by, headline, note, spoiler_text, audience, reply_to, [one.id for one in media], poll)
    if key and (post := Post.objects.filter(source_key=key).first()):
        return post
    require_acts_as(author, by)
    pictures = pictures_for(media, by=by)
    headline, note = spoken_for(headline, note, pictures)
    wording = worded(headline=headline, note=note, language=language, spoiler_text=spoiler_text, sensitive=sensitive)
    parent = parent_of(reply_to, author=author, by=by)
    audience = aimed(audience, author=author, parent=parent, by=by)
    reached = reached_by_name(audience, author=author, parent=parent, named=wording.named)
    choices = checked(poll)
    post = Post(author=author, written_by=by, audience=audience, reply_to=parent, published_at=now)
    post.source_key = key
    if (out := put_out(post, wording, moment=now, reached=reached)) is not post:
        return out
    if pictures:
        attach(pictures, post, by=by, now=now)
    indexing.put_in([post])
    if poll is not None:
        write_poll(post, poll, choices, now=now)
    drop_posted(draft, once, by=by, now=now)
    publish(PostPublished(at=now, post_id=post.pk))
    cards.want_card(post, now=now)
    return post


def _key_of(once: str, by: Person, *said: object) -> str | None:
    """The key under which a form's post is found again: of the form, its sender, and all that it says to whom."""
    if not once:
        return None
    whole = "\0".join(str(part.pk) if isinstance(part, Model) else str(part) for part in said)
    digest = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:32]
    return form_key(once, by=by) + digest


def put_out(post: Post, wording: Wording, *, moment: datetime, reached: set[int]) -> Post:
    """Store a new post with its words, tags and mentions, under an id of that moment, and let it be found.

    Returns the post itself, or the one with the same key that somebody else stored in the same instant.
    """
    wording.put_on(post)
    post.thread_id = post.reply_to.thread_id if post.reply_to else 0
    post.full_clean(exclude=IN_HAND)
    try:
        save_with_fresh_id(post, draw=post_id_at, moment=moment)
    except IntegrityError:
        if post.source_key and (twin := Post.objects.filter(source_key=post.source_key).first()):
            return twin
        raise
    if post.reply_to is None:
        post.thread_id = post.pk
        Post.objects.filter(pk=post.pk).update(thread_id=post.pk)
    write_tags(post, wording.tags)
    write_mentions(post, reached)
    return post
