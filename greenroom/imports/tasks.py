"""What the clock does for imports: clears away what is over."""

from datetime import datetime, timedelta

from greenroom.imports import actions
from greenroom.kit.tasks import every

KEPT = timedelta(days=90)  # figures and refused items of what is over
STOPPED_FOR = timedelta(days=14)  # then the archive of a stopped run is deleted


@every(timedelta(days=1))
def tidy_imports(now: datetime) -> None:
    """Runs that are over for ninety days, archives that nobody went on with, and files without a run."""
    actions.sweep(now, kept=KEPT, stopped_for=STOPPED_FOR)
