"""What the clock does: ties for a while end, and posts that are missing from the index are brought in."""

from datetime import datetime, timedelta

from greenroom.kit.tasks import every
from greenroom.social.models import Mute
from greenroom.social.search import indexing

INDEXED_AT_ONCE = 1_000  # posts, about a second; whoever has a million calls `greenroom search --rebuild`


@every(timedelta(hours=1))
def tidy_ended_mutes(now: datetime) -> None:
    """Delete mutes whose time is over; they have counted for nothing since."""
    Mute.objects.filter(ends_at__lte=now).delete()


@every(timedelta(minutes=1))
def go_on_indexing(now: datetime) -> None:  # noqa: ARG001 - the shape of every task
    """Index some more of the posts that an upgrade or a broken off rebuild left out."""
    indexing.go_on(batch=INDEXED_AT_ONCE)
