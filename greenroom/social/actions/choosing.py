"""What the hosts of the network choose for all posts."""

from datetime import datetime

from django.db import transaction

from greenroom.people import clearance
from greenroom.people.models import Person
from greenroom.social.options import ALT_TEXT_REQUIRED


@transaction.atomic
def choose_descriptions(*, required: bool, by: Person | None, now: datetime) -> None:
    """Ask for a description of every picture from now on, or no longer; posts that are out stay as they are.

    Refuses all but hosts; `by` None is the operator.
    """
    if by is not None:
        clearance.require(by, "network.host", now=now)
    ALT_TEXT_REQUIRED.set(required, by=by.pk if by else None, now=now)
