"""Whether anything may leave the house: a restored copy keeps still until somebody says that it is the one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import options

HELD = options.declare(
    "outside.held",
    bool,
    default=False,
    help=_("Nothing leaves the house: no mail, no push, no request to others. What is due waits."),
)


def is_held() -> bool:
    """Whether what would go outside waits; one query by key."""
    return HELD.get()


@transaction.atomic
def hold(*, by: int | None, now: datetime) -> None:
    """From now on nothing goes out; what is under way ends."""
    HELD.set(value=True, by=by, now=now)


@transaction.atomic
def release(*, by: int | None, now: datetime) -> None:
    """Let it go out again, what has waited too."""
    HELD.set(value=False, by=by, now=now)
