"""The figures themselves: requests of this process as they come, and rows asked for at most twice a minute.

Labels hold patterns of routes, states and numbers of replies: never a handle, an id or an address. Nothing here says
who read what. Loaded only where a token is set, since the library costs each process two megabytes.
"""

import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import Error as AnyDatabaseError
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily

from greenroom.kit.models import Clock, Errand, Keeping, Mail
from greenroom.social.models import PushMessage
from greenroom.web.metrics import Sources

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
KEPT = 30.0  # seconds that figures of rows are kept: a scrape more often costs no query
STEPS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NOWHERE = "nowhere"  # what no route answers

registry = CollectorRegistry()
REQUESTS = Counter(
    "greenroom_requests", "Requests by pattern of the route", ["method", "route", "status"], registry=registry
)
SECONDS = Histogram("greenroom_request_seconds", "How long they took", ["route"], buckets=STEPS, registry=registry)
STREAMS = Gauge("greenroom_open_streams", "Open event streams of this process", registry=registry)
STREAMS.set_function(lambda: Sources.open_streams())  # noqa: PLW0108 - it is set later
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count(*, method: str, route: str, status: int, seconds: float) -> None:
    """Note one request. A method that nobody knows is counted as one."""
    route = route or NOWHERE
    REQUESTS.labels(method if method in METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def written() -> bytes:
    """All figures in the words of Prometheus."""
    return generate_latest(registry)


class Rows:
    """What the rows say, kept for half a minute; a database that is away is a figure of its own."""

    def __init__(self) -> None:
        self.at = float("-inf")
        self.known: list[GaugeMetricFamily] = []

    def describe(self) -> list[Any]:
        """Nothing is asked when the collector is registered."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures, asked anew when the last answer is old."""
        now = time.monotonic()
        if now - self.at >= KEPT:
            self.at = now
            try:
                self.known = [*_asked(), _one("greenroom_database_up", "Whether the database answers", 1)]
            except AnyDatabaseError:
                self.known = [_one("greenroom_database_up", "Whether the database answers", 0)]
        yield from self.known


def _asked() -> Iterator[GaugeMetricFamily]:
    """Each is answered by an index, or by few rows."""
    now = timezone.now()
    open_ones = Errand.objects.filter(finished_at=None)
    late = open_ones.filter(due_at__lte=now).aggregate(count=Count("pk"), first=Min("due_at"))
    yield _one("greenroom_errands_open", "Errands that are not done, deadlines too", open_ones.count())
    yield _one("greenroom_errands_due", "Errands that a worker could take now", late["count"])
    age = (now - late["first"]).total_seconds() if late["first"] else 0
    yield _one("greenroom_errands_oldest_seconds", "How long the first of them has been due", age)
    failed = Errand.objects.filter(finished_at__isnull=False, state=Errand.State.FAILED).count()
    yield _one("greenroom_errands_failed", "Errands that were given up", failed)
    first = Clock.objects.aggregate(first=Min("next_at"))["first"]
    lag = max((now - first).total_seconds(), 0) if first else float("inf")
    yield _one("greenroom_worker_lag_seconds", "How long no worker has looked at its clocks", lag)
    yield _by_state("greenroom_mails", "Mails of the last days by state", Mail)
    yield _by_state("greenroom_pushes", "Pushes of the last days by state", PushMessage)
    yield _one("greenroom_database_bytes", "Size of the database", size_of_database())
    for kind in Keeping.Kind:
        last = Keeping.objects.filter(kind=kind, fault="").order_by("-at").values_list("at", flat=True).first()
        what = f"When the last {kind.value} went well, in seconds since 1970"
        yield _one(f"greenroom_last_{kind.value}_timestamp_seconds", what, last.timestamp() if last else 0)


def size_of_database() -> int:
    """In bytes: SQLite's file with its log, or what PostgreSQL counts."""
    if connection.vendor == "sqlite":
        files = [Path(f"{connection.settings_dict['NAME']}{ending}") for ending in ("", "-wal")]
        return sum(file.stat().st_size for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _one(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=value)


def _by_state(name: str, what: str, model: type[Mail] | type[PushMessage]) -> GaugeMetricFamily:
    """Rows of a week at most: housekeeping forgets older ones."""
    family = GaugeMetricFamily(name, what, labels=["state"])
    counted = dict(model.objects.order_by().values_list("state").annotate(Count("pk")))
    for state in model.State.values:
        family.add_metric([state], counted.get(state, 0))
    return family


registry.register(Rows())
ProcessCollector(registry=registry)
Info("greenroom", "The version that runs", registry=registry).info({"version": version("greenroom")})
