"""What the clock does for what somebody has arranged for a while."""

from datetime import datetime, timedelta

from greenroom.kit.tasks import every
from greenroom.social.models import Mute


@every(timedelta(hours=1))
def tidy_ended_mutes(now: datetime) -> None:
    """Delete mutes whose time is over; they have counted for nothing since."""
    Mute.objects.filter(ends_at__lte=now).delete()
