"""How many pictures somebody may bring: of posts, faces and bands together (trust, section 13)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from greenroom.kit import allowances
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person

MOST = 30
WITHIN = timedelta(minutes=30)


def require_upload(by: Person, *, now: datetime) -> None:
    """Take one of the uploads of half an hour; refuses when they are used up, whatever became of the files."""
    if not allowances.use(f"upload:{by.pk}", most=MOST, within=WITHIN, now=now):
        raise Refusal(
            _("You have sent %(limit)d pictures in half an hour. Wait a while, then send more."),
            code="too_many_uploads",
            params={"limit": MOST},
        )
