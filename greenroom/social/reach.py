"""How far an audience reaches: who belongs to it now, and which audience lies certainly within which."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from greenroom.kit.ids import moment_of
from greenroom.people.models import Identity, Membership, NetworkMembership
from greenroom.social.models import Audience, CircleMember, Follow, Mention, Post
from greenroom.social.visibility import OPEN_AUDIENCES

Kind = Audience.Kind
Keys = QuerySet[Any, Any]


def belonging(audience: Audience, *, author_id: int, post: Post | None = None) -> QuerySet[Identity]:
    """The identities that read what `author_id` says to this audience, the author and blocks aside.

    With `post`, those who read that post; without, those who would read one published now. The same rule as
    `visibility`, seen from the side of the audience.
    """
    everybody = Identity.objects.filter(suspended_at=None).exclude(kind=Identity.Kind.CIRCLE)
    if audience.pk in OPEN_AUDIENCES:
        return everybody
    if audience.closed_at is not None:
        return everybody.none()
    return everybody.filter(_membership(audience, author_id, post))


def readers_among(audience: Audience, *, author_id: int, keys: Collection[int], post: Post | None = None) -> set[int]:
    """Which of these identities read the audience; the author always does."""
    found = belonging(audience, author_id=author_id, post=post).filter(pk__in=keys)
    return {*found.values_list("pk", flat=True), *({author_id} & set(keys))}


def _membership(audience: Audience, author_id: int, post: Post | None) -> Q:
    if audience.pk == Audience.FOLLOWERS:
        return Q(pk__in=Follow.objects.filter(followed=author_id).values("follower"))
    if audience.pk == Audience.DIRECT:
        return Q(pk__in=Mention.objects.filter(post=post).values("identity"))
    return _running(audience, _joined_before(audience, post))


def _running(audience: Audience, joined: Q) -> Q:
    """Members of the network, an organisation or a circle: rows that have not ended, of a group that is open."""
    if audience.kind == Kind.NETWORK:
        members: Keys = NetworkMembership.objects.filter(joined, ended_at=None).values("person")
        return Q(pk__in=members)
    if audience.kind == Kind.CIRCLE:
        listed = CircleMember.objects.filter(joined, circle=audience.owner_id, left_at=None, circle__closed_at=None)
        return Q(pk__in=listed.values("person"))
    employed = Membership.objects.filter(
        joined, organisation=audience.owner_id, ended_at=None, organisation__closed_at=None
    )
    return Q(pk__in=employed.values("person")) | Q(pk=audience.owner_id, organisation__closed_at=None)


def _joined_before(audience: Audience, post: Post | None) -> Q:
    """Where old posts are hidden from newcomers, only those who joined by the millisecond of the post."""
    if post is None or audience.starts_at != Audience.Start.JOINING:
        return Q()
    return Q(joined_at__lt=_end_of_millisecond(post))


def _end_of_millisecond(post: Post) -> datetime:
    return moment_of(post.pk) + timedelta(milliseconds=1)


def is_narrower(new: Audience, old: Audience) -> bool:
    """Whether the same author's words reach certainly fewer people under `new` (stream, section 4).

    Members of an organisation need not belong to the network, nor followers to either: only the public
    contains everybody, and only those who are named lie within anything.
    """
    if new.pk in {old.pk, Audience.PUBLIC}:
        return False
    if old.pk in OPEN_AUDIENCES:
        return True
    return new.pk == Audience.DIRECT


def lies_within(audience_id: int, *, author_id: int, parent: Post) -> bool:
    """Whether what `author_id` answers to this audience certainly reaches readers of `parent` alone.

    Direct answers lie within as far as their names do, which the caller checks one by one.
    """
    if parent.audience_id in OPEN_AUDIENCES or audience_id == Audience.DIRECT:
        return True
    if audience_id != parent.audience_id:
        return False
    return audience_id != Audience.FOLLOWERS or author_id == parent.author_id
