"""What this room stores about somebody: the private feed, never its secret."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.fediverse.models import PrivateFeed
from greenroom.people.belongings import Belonging, Row, register, removed
from greenroom.people.models import Person


def feeds(person: Person) -> Iterator[Row]:
    """The one that runs, and those that have ended."""
    for row in PrivateFeed.objects.filter(person=person).order_by("pk"):
        yield {
            "tells_closed_words": row.tells_closed_words,
            "created_at": row.created_at,
            "last_used_date": row.last_used_date,
            "ended_at": row.ended_at,
        }


def erase_feeds(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Their addresses lead nowhere from now on."""
    return removed(PrivateFeed.objects.filter(person=person))


def register_all() -> None:
    """Called once at the start."""
    register(
        Belonging(
            key="feed",
            label=_("Private feed"),
            why=_("So that you can read here from another program."),
            kept=_("30 days after it ended; its address is kept nowhere."),
            models=("fediverse.PrivateFeed",),
            rows=feeds,
            erase=erase_feeds,
            place="settings-elsewhere",
            is_key=True,
            order=66,
        )
    )
