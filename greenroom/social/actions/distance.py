"""Keeping somebody at a distance: block and mute, and the undo of each."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.ids import id_at
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.follows import end_both_ways, hold_pair
from greenroom.social.events import Blocked, Muted
from greenroom.social.models import Block, Mute


@transaction.atomic
def block(*, identity: Identity, target: Identity, by: Person, now: datetime) -> Block:
    """Neither reads the other from now on; follows and requests between them end. The other is not told."""
    _require_other(identity, target, by)
    hold_pair(identity, target)
    row, made = Block.objects.get_or_create(
        blocker=identity, blocked=target, defaults={"id": id_at(now), "created_at": now}
    )
    if made:
        end_both_ways(identity, target, now=now)
        publish(Blocked(at=now, blocker_id=identity.pk, blocked_id=target.pk))
    return row


@transaction.atomic
def unblock(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """End a block; follows that it ended do not come back."""
    require_acts_as(identity, by)
    Block.objects.filter(blocker=identity, blocked=target).delete()


@transaction.atomic
def mute(
    *,
    identity: Identity,
    target: Identity,
    mutes_notices: bool = True,
    lasts: timedelta | None = None,
    by: Person,
    now: datetime,
) -> Mute:
    """Leave somebody out of one's timelines and, if so chosen, notices, for a while or for good.

    The other is not told. Muting again changes both choices; the time counts from now.
    """
    _require_other(identity, target, by)
    chosen = {"mutes_notices": mutes_notices, "ends_at": None if lasts is None else now + lasts}
    row, made = Mute.objects.update_or_create(
        muter=identity,
        muted=target,
        defaults=chosen,
        create_defaults={"id": id_at(now), "created_at": now, **chosen},
    )
    if made:
        publish(Muted(at=now, muter_id=identity.pk, muted_id=target.pk))
    return row


@transaction.atomic
def unmute(*, identity: Identity, target: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """See somebody in timelines again."""
    require_acts_as(identity, by)
    Mute.objects.filter(muter=identity, muted=target).delete()


def _require_other(identity: Identity, target: Identity, by: Person) -> None:
    require_acts_as(identity, by)
    if identity.pk == target.pk or target.kind == Identity.Kind.CIRCLE:
        raise Refusal(_("Only another person or an organisation can be blocked or muted."), code="not_possible")
