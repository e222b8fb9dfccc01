"""What the kit does by the clock: clears away what is over, and looks after the audit chain."""

import logging
from datetime import datetime, timedelta

from greenroom.kit import allowances, audit
from greenroom.kit.models import Allowance, Errand, Fact, Mail
from greenroom.kit.tasks import every

ERRANDS_KEPT = timedelta(days=7)
FACTS_KEPT = timedelta(days=30)
MAIL_KEPT = timedelta(days=7)  # who was written to, as with every log of transport
AT_ONCE = 1000  # rows a run, so that no other writer waits long

log = logging.getLogger(__name__)


@every(timedelta(minutes=10))
def clear_away(now: datetime) -> None:
    """Forget what is over; what failed or is unknown stays until somebody has looked."""
    over = Errand.objects.filter(finished_at__lt=now - ERRANDS_KEPT).exclude(state=Errand.State.FAILED)
    Errand.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:AT_ONCE])).delete()
    old = Fact.objects.filter(at__lt=now - FACTS_KEPT, errands__isnull=True)
    Fact.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_ONCE])).delete()
    settled = Mail.objects.filter(settled_at__lt=now - MAIL_KEPT).exclude(state=Mail.State.UNKNOWN)
    Mail.objects.filter(pk__in=list(settled.values_list("pk", flat=True)[:AT_ONCE])).delete()
    Allowance.objects.filter(began_at__lt=now - allowances.LONGEST).delete()


@every(timedelta(days=1))
def verify_the_audit_chain(now: datetime) -> None:  # noqa: ARG001 - the shape of a task
    """Walk the chain each night; what does not hold is one line of the log each."""
    for fault in audit.verify().faults:
        log.critical("the audit chain does not hold at entry %s: %s", fault.sequence, fault.what)
