"""Saying something: a post becomes readable by its audience."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from greenroom.kit.facts import publish
from greenroom.people.models import Identity, Person
from greenroom.social import cards
from greenroom.social.actions.attaching import Attachment, attach
from greenroom.social.actions.drafts import drop_posted, take_waiting
from greenroom.social.actions.polls import write_poll
from greenroom.social.actions.saying import Ready, Said, key_of, made_ready
from greenroom.social.actions.wording import Wording, write_mentions, write_tags
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
    waiting: int | None = None,
    once: str = "",
    by: Person,
    now: datetime,
) -> Post:
    """Say something as `author`: a person, or an organisation for which `by` may speak.

    Without `audience` an answer takes its parent's and a new post the author's usual one. Refuses words over
    the limits, an audience in which the author may not speak, an answer wider than its parent, people named
    outside a closed audience, a direct post that names nobody (stream, sections 3 and 4), pictures as
    `attaching.pictures_for` does, a poll as `polls.checked` does, and with `Held` what a desk holds. Without
    words, the first description of a picture speaks. A draft that became the post is gone; `waiting`, the id of a
    scheduled item, is replaced by it, unless that has come out meanwhile. With `once`, the one-time key of a form,
    the same call again finds the first one's post; other words or readers under the same key are another post.
    """
    said = Said(
        author=author,
        audience=audience,
        headline=headline,
        note=note,
        language=language,
        spoiler_text=spoiler_text,
        sensitive=sensitive,
        reply_to=reply_to,
        media=media,
        poll=poll,
    )
    key = key_of(once, said, by=by)
    if key and (post := Post.objects.filter(source_key=key).first()):
        return post
    ready = made_ready(said, by=by, now=now)
    post = bring_out(ready, key=key, by=by, now=now)
    if post is ready.post:
        take_waiting(waiting, by=by)
        drop_posted(draft, once, by=by, now=now)
    return post


def bring_out(ready: Ready, *, key: str | None, by: Person, now: datetime) -> Post:
    """Store what is ready as a post, with all that belongs to it; the facts follow in the same transaction."""
    post = ready.post
    post.source_key = key
    if (out := put_out(post, ready.wording, moment=now, reached=ready.reached)) is not post:
        return out
    if ready.pictures:
        attach(ready.pictures, post, by=by, now=now)
    indexing.put_in([post])
    if ready.poll is not None:
        write_poll(post, ready.poll, ready.choices, now=now)
    publish(PostPublished(at=now, post_id=post.pk))
    cards.want_card(post, now=now)
    return post


def put_out(post: Post, wording: Wording, *, moment: datetime, reached: set[int]) -> Post:
    """Store a new post with its words, tags and mentions, under an id of that moment; who calls lets it be found.

    Returns the post itself, or the one with the same key that somebody else stored in the same instant.
    """
    wording.put_on(post)
    post.thread_id = post.reply_to.thread_id if post.reply_to else 0
    post.full_clean(exclude=IN_HAND)

    def draw(at: datetime) -> int:
        number = post_id_at(at)
        if post.reply_to is None:  # a thread is called by its first post
            post.thread_id = number
        return number

    try:
        save_with_fresh_id(post, draw=draw, moment=moment)
    except IntegrityError:
        if post.source_key and (twin := Post.objects.filter(source_key=post.source_key).first()):
            return twin
        raise
    write_tags(post, wording.tags, is_new=True)
    write_mentions(post, reached, is_new=True)
    return post
