"""What the clock does for archives and erasures."""

from datetime import datetime, timedelta

from greenroom.exports.actions import telling
from greenroom.kit.tasks import every


@every(timedelta(minutes=1))
def forget_last_mails(now: datetime) -> None:
    """Forget the addresses of those who were erased as soon as their last mail is out."""
    telling.forget_last_mails(now)
