"""What the clock does for archives and erasures."""

from datetime import datetime, timedelta

from greenroom.exports import actions
from greenroom.exports.actions import telling
from greenroom.kit.tasks import every


@every(timedelta(minutes=1))
def forget_last_mails(now: datetime) -> None:
    """Forget the addresses of those who were erased as soon as their last mail is out."""
    telling.forget_last_mails(now)


@every(timedelta(hours=1))
def tidy_archives(now: datetime) -> None:
    """Delete archives whose days are over, and files without a row."""
    actions.tidy_archives(now)
