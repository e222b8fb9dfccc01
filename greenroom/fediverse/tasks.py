"""What the clock does for feeds."""

from datetime import datetime, timedelta

from greenroom.fediverse.models import PrivateFeed
from greenroom.kit.tasks import every

KEPT = timedelta(days=30)


@every(timedelta(days=1))
def tidy_ended_feeds(now: datetime) -> None:
    """Forget feeds that ended a month ago."""
    PrivateFeed.objects.filter(ended_at__lt=now - KEPT).delete()
