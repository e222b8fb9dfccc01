"""Addresses of pictures that work without a session: for one file, one audience and an hour at most.

Who shows a post to an app hands them out; whoever has one gets the file. A seal names the audience that the post had,
so that it ends with the first narrowing; the row is looked at each time, so that it ends with the post, too.
"""

from datetime import UTC, datetime, timedelta

from greenroom.kit import sealing
from greenroom.social.models import Media

PURPOSE = "address of a picture"
STEP = timedelta(minutes=30)  # all addresses of one half hour end together, so that devices ask once
LONGEST = 2 * STEP
UNUSED = 0  # in the place of the audience: it is in no post yet


def ends_at(now: datetime) -> int:
    """When addresses that are made now end, in seconds of the clock: in half an hour to an hour."""
    return int((now.timestamp() // STEP.total_seconds() + 2) * STEP.total_seconds())


def sealed(media_id: int, variant: str, *, audience_id: int, now: datetime) -> str:
    """The query that belongs behind the address of a file: `until` and `seal`."""
    until = ends_at(now)
    return f"until={until}&seal={sealing.seal(PURPOSE, _words(media_id, variant, until, audience_id))}"


def holds(row: Media, variant: str, *, until: str, seal: str, now: datetime) -> bool:
    """Whether a seal opens this file now. `row.post` must be loaded, or None."""
    if not (until.isascii() and until.isdecimal() and len(until) <= len(str(2**53))):
        return False
    end = datetime.fromtimestamp(min(int(until), 2**40), UTC)
    if not now < end <= now + LONGEST:
        return False
    audience_id = UNUSED if row.post is None else row.post.audience_id
    return sealing.is_sealed(PURPOSE, _words(row.pk, variant, int(until), audience_id), seal)


def _words(media_id: int, variant: str, until: int, audience_id: int) -> str:
    return f"{media_id} {variant} {until} {audience_id}"
