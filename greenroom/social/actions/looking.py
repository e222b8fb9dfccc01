"""How far somebody has looked, and what they have put aside."""

from datetime import datetime

from django.db import transaction

from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import Marker, Notice


@transaction.atomic
def mark_seen(*, person: Person, timeline: str, last_id: int, now: datetime) -> None:
    """Remember that the person has seen `timeline` ("home", "notices") up to here; never moves back.

    Only the last value is kept, for the person alone (stream, section 12.3).
    """
    seen = {"last_id": last_id, "updated_at": now}
    _row, made = Marker.objects.get_or_create(person=person, timeline=timeline, defaults=seen)
    if not made:  # one statement compares and writes, so that of two devices at once the farther counts
        Marker.objects.filter(person=person, timeline=timeline, last_id__lt=last_id).update(**seen)


@transaction.atomic
def dismiss_notices(
    *, identity: Identity, kind: str | None = None, post_id: int | None = None, up_to: int, by: Person, now: datetime
) -> None:
    """Put notices aside up to the id `up_to`: one group by kind and post, or all of them."""
    require_acts_as(identity, by)
    rows = Notice.objects.filter(recipient=identity, pk__lte=up_to, dismissed_at=None)
    if kind is not None:
        rows = rows.filter(kind=kind, post=post_id)
    rows.update(dismissed_at=now)
