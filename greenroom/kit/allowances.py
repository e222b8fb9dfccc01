"""So many times in so long: counted in the database, so that every process counts together."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from greenroom.kit.models import Allowance

LONGEST = timedelta(days=1)  # no allowance looks back further; housekeeping clears away what is older


@transaction.atomic
def use(key: str, *, most: int, within: timedelta, now: datetime) -> bool:
    """Take one of `most` and say whether there was one left; the count begins anew `within` after its first use.

    Each step is one conditional statement: of two that come in the same moment for the last one, one gets it.
    """
    row = Allowance.objects.filter(pk=key)
    if row.filter(began_at__lte=now - within).update(used=1, began_at=now):
        return True
    if row.filter(used__lt=most).update(used=F("used") + 1):
        return True
    Allowance.objects.bulk_create([Allowance(key=key, used=0, began_at=now)], ignore_conflicts=True)
    return bool(row.filter(used__lt=most).update(used=F("used") + 1))
