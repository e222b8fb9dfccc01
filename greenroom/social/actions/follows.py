"""Who reads whom: follows, requests and their answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.ids import id_at
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.lists import end_places
from greenroom.social.events import FollowAccepted, Followed, FollowEnded, FollowRequested
from greenroom.social.models import Block, Follow, FollowRequest


@transaction.atomic
def follow(
    *,
    identity: Identity,
    target: Identity,
    shows_boosts: bool = True,
    rings: bool | None = None,
    by: Person,
    now: datetime,
) -> Follow | FollowRequest:
    """Read what `target` says from now on; where followers are approved, ask first.

    With `rings` there is a notice for every post of theirs; None leaves that as it is. Following again only
    changes whether boosts are shown and the bell rings. Refuses oneself, circles, suspended accounts, and a
    pair with a block in either direction, without saying whose it is.
    """
    require_acts_as(identity, by)
    hold_pair(identity, target)
    _require_followable(identity, target)
    existing = Follow.objects.filter(follower=identity, followed=target).first()
    if existing is not None:
        existing.shows_boosts = shows_boosts
        existing.rings = existing.rings if rings is None else rings
        existing.save(update_fields=["shows_boosts", "rings"])
        return existing
    if target.approves_followers:
        return _ask(identity, target, now)
    return _begin(identity, target, shows_boosts=shows_boosts, rings=bool(rings), now=now)


@transaction.atomic
def ring(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Hear of every post by somebody whom one follows. They are not told. Refuses where there is no follow."""
    require_acts_as(identity, by)
    if not Follow.objects.filter(follower=identity, followed=target).update(rings=True):
        raise Refusal(_("Follow first, then switch the bell on."), code="not_following")


@transaction.atomic
def unring(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Hear of their posts no more than of others'."""
    require_acts_as(identity, by)
    Follow.objects.filter(follower=identity, followed=target).update(rings=False)


@transaction.atomic
def unfollow(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:
    """Stop reading what `target` says, or take a request back."""
    require_acts_as(identity, by)
    FollowRequest.objects.filter(follower=identity, followed=target).delete()
    _end(identity.pk, target.pk, now)


@transaction.atomic
def accept_follow(*, identity: Identity, follower: Identity, by: Person, now: datetime) -> Follow:
    """Let somebody follow who has asked; refuses when nobody asks any more."""
    require_acts_as(identity, by)
    gone, _kinds = FollowRequest.objects.filter(follower=follower, followed=identity).delete()
    if not gone:
        raise Refusal(_("This request is not open any more."), code="gone")
    row = _begin(follower, identity, shows_boosts=True, now=now, silent=True)
    publish(FollowAccepted(at=now, follower_id=follower.pk, followed_id=identity.pk))
    return row


@transaction.atomic
def refuse_follow(*, identity: Identity, follower: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001
    """Decline a request; whoever asked is not told."""
    require_acts_as(identity, by)
    FollowRequest.objects.filter(follower=follower, followed=identity).delete()


@transaction.atomic
def remove_follower(*, identity: Identity, follower: Identity, by: Person, now: datetime) -> None:
    """End somebody's follow; they are not told."""
    require_acts_as(identity, by)
    _end(follower.pk, identity.pk, now)


def hold_pair(one: Identity, other: Identity) -> None:
    """Let one transaction at a time decide what is between two identities: a follow and a block do not see each other.

    Both rows in the order of their keys, so that two who hold the same pair never wait for each other (on
    PostgreSQL; SQLite lets one writer in at a time).
    """
    pair = Identity.objects.select_for_update(no_key=True).filter(pk__in=(one.pk, other.pk))
    list(pair.order_by("pk").values_list("pk"))


def end_both_ways(one: Identity, other: Identity, *, now: datetime) -> None:
    """No follow and no request remains between two identities."""
    for follower, followed in ((one, other), (other, one)):
        FollowRequest.objects.filter(follower=follower, followed=followed).delete()
        _end(follower.pk, followed.pk, now)


def _require_followable(identity: Identity, target: Identity) -> None:
    if identity.pk == target.pk:
        raise Refusal(_("You cannot follow yourself."), code="yourself")
    blocked = Block.objects.filter(blocker=identity, blocked=target) | Block.objects.filter(
        blocker=target, blocked=identity
    )
    if target.kind == Identity.Kind.CIRCLE or target.suspended_at is not None or blocked.exists():
        raise Refusal(_("You cannot follow this account."), code="not_followable")


def _ask(follower: Identity, followed: Identity, now: datetime) -> FollowRequest:
    row, made = FollowRequest.objects.get_or_create(
        follower=follower, followed=followed, defaults={"id": id_at(now), "created_at": now}
    )
    if made:
        publish(FollowRequested(at=now, follower_id=follower.pk, followed_id=followed.pk))
    return row


def _begin(
    follower: Identity,
    followed: Identity,
    *,
    shows_boosts: bool,
    rings: bool = False,
    now: datetime,
    silent: bool = False,
) -> Follow:
    row, made = Follow.objects.get_or_create(
        follower=follower,
        followed=followed,
        defaults={"id": id_at(now), "created_at": now, "shows_boosts": shows_boosts, "rings": rings},
    )
    if made and not silent:
        publish(Followed(at=now, follower_id=follower.pk, followed_id=followed.pk))
    return row


def _end(follower_id: int, followed_id: int, now: datetime) -> None:
    gone, _kinds = Follow.objects.filter(follower=follower_id, followed=followed_id).delete()
    if gone:
        end_places(follower_id, followed_id)
        publish(FollowEnded(at=now, follower_id=follower_id, followed_id=followed_id))
