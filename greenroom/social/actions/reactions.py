"""What readers do with a post: pass it on, say that it helped, keep it; and the undo of each."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.ids import id_at
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.events import PostBoosted, PostHelped, PostUnboosted
from greenroom.social.models import Bookmark, Boost, Favourite, Post, boost_id_at, save_with_fresh_id
from greenroom.social.visibility import Viewer, viewer_of


@transaction.atomic
def boost(*, post: Post, identity: Identity, by: Person, now: datetime) -> Boost:
    """Pass a post on to the followers who may read it; doing it twice is doing it once.

    Refuses what the share rule of the audience does not allow (stream, section 4).
    """
    viewer, post = reading(post, identity, by)
    if existing := Boost.objects.filter(author=identity, post=post).first():
        return existing
    if not viewer.may_share(post):
        raise Refusal(_("This post stays with its audience; it cannot be passed on."), code="not_shareable")
    row = Boost(author=identity, boosted_by=by, post=post, created_at=now)
    row.full_clean(exclude=["id", "author", "boosted_by", "post"])
    try:
        save_with_fresh_id(row, draw=boost_id_at, moment=now)
    except IntegrityError:
        if twin := Boost.objects.filter(author=identity, post=post).first():
            return twin  # the same button, pressed twice in one moment
        raise
    publish(PostBoosted(at=now, boost_id=row.pk, post_id=post.pk, identity_id=identity.pk))
    return row


@transaction.atomic
def unboost(*, post: Post, identity: Identity, by: Person, now: datetime) -> None:
    """Take a boost back, whether or not the post can still be read."""
    require_acts_as(identity, by)
    gone, _kinds = Boost.objects.filter(author=identity, post=post).delete()
    if gone:
        publish(PostUnboosted(at=now, post_id=post.pk, identity_id=identity.pk))


@transaction.atomic
def favourite(*, post: Post, identity: Identity, by: Person, now: datetime) -> Favourite:
    """Say that a post helped; its author is told. Doing it twice is doing it once."""
    _viewer, post = reading(post, identity, by)
    row, made = Favourite.objects.get_or_create(
        identity=identity, post=post, defaults={"id": id_at(now), "created_at": now}
    )
    if made:
        publish(PostHelped(at=now, favourite_id=row.pk, post_id=post.pk, identity_id=identity.pk))
    return row


@transaction.atomic
def unfavourite(*, post: Post, identity: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Take "This helped" back, whether or not the post can still be read."""
    require_acts_as(identity, by)
    Favourite.objects.filter(identity=identity, post=post).delete()


@transaction.atomic
def keep(*, post: Post, identity: Identity, by: Person, now: datetime) -> Bookmark:
    """Keep a post for later; nobody else learns of it, so no fact is published."""
    _viewer, post = reading(post, identity, by)
    row, _made = Bookmark.objects.get_or_create(
        identity=identity, post=post, defaults={"id": id_at(now), "created_at": now}
    )
    return row


@transaction.atomic
def unkeep(*, post: Post, identity: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Stop keeping a post."""
    require_acts_as(identity, by)
    Bookmark.objects.filter(identity=identity, post=post).delete()


def reading(post: Post, identity: Identity, by: Person) -> tuple[Viewer, Post]:
    """The post as the identity reads it now; a hidden one is refused like one that is gone."""
    require_acts_as(identity, by)
    viewer = viewer_of(identity)
    rows = Post.objects.visible_to(viewer).select_related("audience")
    found = rows.filter(pk=post.pk).first()
    if found is None:
        raise Refusal(_("This post is not here any more."), code="gone")
    return viewer, found
