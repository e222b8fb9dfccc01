"""Pictures by their number: the rule of their post decides, or the person who brought them while they have none."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from greenroom.people.models import Person
from greenroom.social import seals
from greenroom.social.models import Draft, Media, Post
from greenroom.social.visibility import Viewer, visible


def picture_for(viewer: Viewer, media_id: int, *, person: Person | None = None) -> Media:
    """A picture that this viewer may see now; anything else raises the same `Media.DoesNotExist` as none.

    `person` is whoever sits at the device, where the viewer is an organisation that they speak for.
    """
    row = _ready(media_id)
    if row.post is None:
        keys = {viewer.identity_id, None if person is None else person.pk} - {None}
        is_open = row.person_id in keys
    else:
        is_open = visible(viewer, row.post)
    if not is_open:
        raise Media.DoesNotExist
    return row


def picture_by_seal(media_id: int, variant: str, *, until: str, seal: str, now: datetime) -> Media:
    """A picture by a sealed address (`seals`), unless its post is gone, narrowed since, or its author suspended."""
    row = _ready(media_id)
    author = row.person.identity if row.post is None else row.post.author
    is_gone = row.post is not None and row.post.deleted_at is not None
    if is_gone or author.suspended_at is not None:
        raise Media.DoesNotExist
    if not seals.holds(row, variant, until=until, seal=seal, now=now):
        raise Media.DoesNotExist
    return row


def pictures_in_hand(person: Person, keys: Collection[int], *, post: Post | None = None) -> list[Media]:
    """Those of these pictures that the person brought and that are in no post, or that belong to `post`.

    In the order of `keys`.
    """
    if not keys:
        return []
    free = Q(person=person, post=None) | Q(post=post, post__isnull=False)
    rows = Media.objects.filter(free, state=Media.State.READY).in_bulk(list(keys))
    return [rows[key] for key in keys if key in rows]


def pictures_of(post: Post) -> list[Media]:
    """What a post carries, in its order, for those who change it."""
    return list(Media.objects.filter(post=post).order_by("position", "pk"))


def pictures_of_draft(draft: Draft) -> list[Media]:
    """What a draft holds, in its order."""
    return list(Media.objects.filter(draft=draft).order_by("position", "pk"))


def _ready(media_id: int) -> Media:
    rows = Media.objects.filter(state=Media.State.READY).select_related(
        "post__author", "post__audience", "person__identity"
    )
    return rows.get(pk=media_id)
