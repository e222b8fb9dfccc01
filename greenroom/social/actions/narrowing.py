"""Fewer readers for a post that is out; never more."""

from collections import defaultdict, deque
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social.actions.authority import require_may_post
from greenroom.social.actions.editing import own_post
from greenroom.social.actions.wording import write_mentions
from greenroom.social.events import PostNarrowed
from greenroom.social.models import Audience, Boost, Mention, Post
from greenroom.social.reach import belonging, is_narrower, lies_within, readers_among

Share = Audience.Share


@transaction.atomic
def narrow_post(*, post: Post, audience: Audience, by: Person, now: datetime) -> Post:
    """Give a post an audience that lies certainly within its present one (stream, section 4).

    Answers whose readers would reach beyond it follow, and boosts that its share rule no longer allows are
    gone. Refuses everybody but the author, and any audience that is not certainly narrower.
    """
    list(Post.objects.select_for_update(no_key=True).filter(pk=post.thread_id).values_list("pk"))
    post = own_post(post, by=by)
    audience = Audience.objects.get(pk=audience.pk)
    if not is_narrower(audience, post.audience):
        raise Refusal(_("A post can only get fewer readers, never other or more readers."), code="not_narrower")
    require_may_post(audience, author=post.author, by=by)
    _give(post, audience, named=_named_readers(post))
    followed = _narrow_answers(post)
    publish(PostNarrowed(at=now, post_id=post.pk, reply_ids=followed))
    return post


def _give(post: Post, audience: Audience, *, named: set[int]) -> None:
    """Set the audience; for a direct one, its readers are exactly those in `named`."""
    if audience.pk == Audience.DIRECT:
        write_mentions(post, named)
    post.audience = audience
    Post.objects.filter(pk=post.pk).update(audience=audience)
    _drop_boosts(post)


def _drop_boosts(post: Post) -> None:
    """Take away the boosts that the share rule of the post's audience does not allow."""
    boosts = Boost.objects.filter(post=post)
    match post.audience.may_share:
        case Share.EVERYBODY:
            return
        case Share.INSIDE:
            inside = belonging(post.audience, author_id=post.author_id, post=post)
            boosts = boosts.exclude(author__in=inside.values("pk")).exclude(author=post.author_id)
        case Share.AUTHOR:
            boosts = boosts.exclude(author=post.author_id)
    boosts.delete()


def _named_readers(post: Post) -> set[int]:
    """Those mentioned who read the post now: somebody merely named must not become a reader by narrowing."""
    named = set(Mention.objects.filter(post=post).values_list("identity", flat=True))
    return readers_among(post.audience, author_id=post.author_id, keys=named, post=post)


def _narrow_answers(post: Post) -> list[int]:
    """Narrow every answer below that would reach beyond its parent; returns their ids."""
    rows = Post.objects.filter(thread_id=post.thread_id).select_related("audience").order_by("id")
    rows = rows.defer("headline", "note", "headline_html", "note_html", "excerpt")
    below: defaultdict[int | None, list[Post]] = defaultdict(list)
    for row in rows:
        below[row.reply_to_id].append(row)
    changed: list[int] = []
    parents = deque([post])
    while parents:
        parent = parents.popleft()
        for answer in below[parent.pk]:
            if _follow(answer, parent):
                changed.append(answer.pk)
                parents.append(answer)
    return changed


def _follow(answer: Post, parent: Post) -> bool:
    """Bring one answer within its parent; says whether it had to change."""
    if answer.audience_id == Audience.DIRECT or _is_direct(parent):
        return _keep_to_names(answer, parent)
    if lies_within(answer.audience_id, author_id=answer.author_id, parent=parent):
        return False
    shared = lies_within(parent.audience_id, author_id=answer.author_id, parent=parent)
    if shared and is_narrower(parent.audience, answer.audience):
        _give(answer, parent.audience, named=set())
        return True
    return _keep_to_names(answer, parent)


def _is_direct(parent: Post) -> bool:
    return parent.audience_id == Audience.DIRECT


def _keep_to_names(answer: Post, parent: Post) -> bool:
    """Make the answer direct, for those who read both it and its parent: the named, and the parent's author."""
    named = set(Mention.objects.filter(post=answer).values_list("identity", flat=True))
    wanted = named if answer.audience_id == Audience.DIRECT else named | {parent.author_id} | _reached(parent)
    both = readers_among(answer.audience, author_id=answer.author_id, keys=wanted, post=answer)
    both &= readers_among(parent.audience, author_id=parent.author_id, keys=wanted, post=parent)
    both.discard(answer.author_id)
    if answer.audience_id == Audience.DIRECT and both == named:
        return False
    _give(answer, Audience.objects.get(pk=Audience.DIRECT), named=both)
    return True


def _reached(parent: Post) -> set[int]:
    """Whom a direct parent reaches: the conversation goes on among them."""
    if not _is_direct(parent):
        return set()
    return set(Mention.objects.filter(post=parent).values_list("identity", flat=True))
