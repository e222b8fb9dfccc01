"""What the kit clears away: finished errands after a week, facts after a month, both in small steps."""

from datetime import datetime, timedelta

from greenroom.kit.models import Errand, Fact
from greenroom.kit.tasks import every

ERRANDS_KEPT = timedelta(days=7)
FACTS_KEPT = timedelta(days=30)
AT_ONCE = 1000  # rows a run, so that no other writer waits long


@every(timedelta(minutes=10))
def clear_away(now: datetime) -> None:
    """Forget what is over; what failed stays until somebody has looked."""
    over = Errand.objects.filter(finished_at__lt=now - ERRANDS_KEPT).exclude(state=Errand.State.FAILED)
    Errand.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:AT_ONCE])).delete()
    old = Fact.objects.filter(at__lt=now - FACTS_KEPT, errands__isnull=True)
    Fact.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_ONCE])).delete()
