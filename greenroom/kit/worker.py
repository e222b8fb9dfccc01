"""The worker: claims errands that are due, does them, tries again with patience, gives up where all can see it.

A claim is one conditional update that sets a lease and raises the fence. A handler that only writes
rows commits together with "done, if the fence is still mine": a worker that was too slow, or was
killed, leaves nothing behind, and the next one does the errand from the start.
"""

import logging
import threading
import traceback
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error as AnyDatabaseError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from greenroom.kit import tasks
from greenroom.kit.causes import because_of
from greenroom.kit.errands import duty_of
from greenroom.kit.models import Errand
from greenroom.kit.outside import is_held

LEASE = timedelta(seconds=45)  # so that what a killed worker left unknown is visible within a minute
LONGEST_HOLD = timedelta(minutes=10)  # a lease is renewed no longer than this
MOST_ATTEMPTS = 12  # about five hours in all
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
SHORTEST_NAP, NAP, OUTSIDE_NAP, ERROR_NAP = 0.02, 0.5, 1.0, 5.0  # seconds between two looks
TICK = 5.0  # seconds between two looks at the clocks
AT_ONCE = 5  # candidates that a look brings, so that two workers seldom meet at one

type Now = Callable[[], datetime]

log = logging.getLogger(__name__)


class LostLeaseError(Exception):
    """Another worker has the errand now; what this one did must leave no trace."""


class InterruptedWork(BaseException):
    """Raised into a handler that takes too long while the process wants to stop."""


def work_off(now: datetime) -> int:
    """Do everything that is due at `now`, in this process, what follows from it too; returns how many were done."""
    tasks.strike(now)
    done = 0
    while errand := claim(now):
        done += do(errand, lambda: now)
    return done


def claim(now: datetime, *, outside: bool | None = None) -> Errand | None:
    """Take one errand that is due, or none; `outside` chooses the lane, None both. A house that is held has none."""
    if outside is not False and is_held():
        if outside:
            return None
        outside = False
    due = Errand.objects.due(now) if outside is None else Errand.objects.due(now).filter(outside=outside)
    for errand in due.select_related("fact").order_by("due_at", "id")[:AT_ONCE]:
        if errand.attempts >= MOST_ATTEMPTS:  # each attempt ended with the death of its worker
            _change(errand, state=Errand.State.FAILED, finished_at=now, last_error=errand.last_error or "worker died")
            log.error("errand %s %s given up: its workers died", errand.pk, errand.duty)
        elif _change(
            errand,
            state=Errand.State.CLAIMED,
            due_at=now + LEASE,
            attempts=errand.attempts + 1,
            fence=errand.fence + 1,
        ):
            return errand
    return None


def do(errand: Errand, clock: Now) -> bool:
    """Do a claimed errand; false when it failed, was put off, or belongs to another worker by now."""
    with because_of(errand.cause):
        return _do(errand, clock)


def _do(errand: Errand, clock: Now) -> bool:
    try:
        duty = duty_of(errand)
        if duty.outside:
            duty.perform(errand, clock())
            return _finish(errand, clock())
        with transaction.atomic():
            duty.perform(errand, clock())
            if not _finish(errand, clock()):
                raise LostLeaseError
    except LostLeaseError:
        log.warning("errand %s %s: the lease ran out, its work was taken back", errand.pk, errand.duty)
        return False
    except InterruptedWork:
        release(errand, clock())
        raise
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is written on its row
        put_off(errand, error, clock())
        return False
    return True


def put_off(errand: Errand, error: Exception, now: datetime) -> None:
    """Note the failure; try again later, or give up visibly after the last attempt."""
    what = place_of(error)
    if errand.attempts >= MOST_ATTEMPTS:
        _change(errand, state=Errand.State.FAILED, finished_at=now, last_error=what)
        log.error("errand %s %s given up after %s attempts: %s", errand.pk, errand.duty, errand.attempts, what)
        return
    due_at = now + pause_after(errand)
    _change(errand, state=Errand.State.WAITING, due_at=due_at, last_error=what)
    log.warning("errand %s %s failed, attempt %s: %s", errand.pk, errand.duty, errand.attempts, what)


def pause_after(errand: Errand) -> timedelta:
    """5 s, 10 s, 20 s … one hour, each ± 20 %, so that what failed together is not tried together."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** (errand.attempts - 1), LONGEST_PAUSE)
    shift = zlib.crc32(f"{errand.pk} {errand.attempts}".encode()) / 2**32  # 0…1, the same each time it is asked
    return pause * (0.8 + 0.4 * shift)


def place_of(error: BaseException) -> str:
    """Kind and place of an error. Its words are left out: they may hold a name, an address or a secret."""
    frames = list(traceback.walk_tb(error.__traceback__))[-3:]
    places = [f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in frames]
    return f"{type(error).__name__} at {' > '.join(places)}"[:400]


def release(errand: Errand, now: datetime) -> None:
    """Give a claimed errand back, as if it had not been taken."""
    _change(errand, state=Errand.State.WAITING, due_at=now, attempts=errand.attempts - 1)


def try_again(now: datetime) -> int:
    """Open everything that was given up once more; returns how many."""
    failed = Errand.objects.filter(state=Errand.State.FAILED)
    return failed.update(state=Errand.State.WAITING, attempts=0, due_at=now, finished_at=None, fence=F("fence") + 1)


def _finish(errand: Errand, now: datetime) -> bool:
    return _change(errand, state=Errand.State.DONE, finished_at=now)


def _change(errand: Errand, **to: object) -> bool:
    """Change the row only if it is as this worker knows it; afterwards the object is as the row."""
    known = Errand.objects.filter(pk=errand.pk, fence=errand.fence, state=errand.state, finished_at__isnull=True)
    if errand.state == Errand.State.CLAIMED and to.get("state") == Errand.State.CLAIMED:
        known = known.filter(due_at=errand.due_at)  # a lease that was renewed meanwhile is alive
    if not known.update(**to):
        return False
    for name, value in to.items():
        setattr(errand, name, value)
    return True


class Lane:
    """One errand at a time until told to stop; remembers what it has in hand."""

    def __init__(self, stop: threading.Event, *, outside: bool, clock: Now = timezone.now) -> None:
        self.stop = stop
        self.outside = outside
        self.clock = clock
        self.nap = SHORTEST_NAP
        self.longest_nap = OUTSIDE_NAP if outside else NAP
        self.next_tick = 0.0
        self.in_hand: tuple[Errand, datetime] | None = None

    def walk(self) -> None:
        """Claim and do until stopped; a database that is away or full is waited for.

        A lane that ends ends the worker, so that none goes on with half its work undone.
        """
        try:
            while not self.stop.is_set():
                self.stop.wait(self.step())
        finally:
            self.stop.set()
            connection.close()

    def step(self) -> float:
        """One look; returns how many seconds to wait before the next."""
        try:
            self.strike_clocks()
            errand = claim(self.clock(), outside=self.outside)
            if errand is None:
                self.nap = min(self.nap * 2, self.longest_nap)
                return self.nap
            self.in_hand = (errand, self.clock())
            do(errand, self.clock)
        except AnyDatabaseError as error:
            log.error("the database refuses: %s", place_of(error))
            connection.close()
            return ERROR_NAP
        finally:
            self.in_hand = None
        self.nap = SHORTEST_NAP
        return 0.0

    def strike_clocks(self) -> None:
        """Look at the clocks now and then; one lane does."""
        now = self.clock().timestamp()
        if not self.outside and now >= self.next_tick:
            self.next_tick = now + TICK
            tasks.strike(self.clock())

    def renew(self) -> None:
        """Prolong the lease of a slow errand that is still being done."""
        if self.in_hand is None:
            return
        errand, since = self.in_hand
        now = self.clock()
        if now - since < LONGEST_HOLD:
            mine = Errand.objects.filter(pk=errand.pk, fence=errand.fence, state=Errand.State.CLAIMED)
            mine.update(due_at=now + LEASE)


def renew_leases(lanes: list[Lane], stop: threading.Event) -> None:
    """The heartbeat of a worker: a third of a lease apart."""
    while not stop.wait(LEASE.total_seconds() / 3):
        try:
            for lane in lanes:
                lane.renew()
        except AnyDatabaseError as error:
            log.warning("a lease could not be renewed: %s", place_of(error))
        finally:
            connection.close()


def run(stop: threading.Event) -> None:
    """Work until `stop` is set. Rows in the calling thread, calls to the outside beside it.

    A call to the outside that does not return in time is left to the next worker, which
    finds it under way and treats it as unknown.
    """
    inside, beside = Lane(stop, outside=False), Lane(stop, outside=True)
    helper = threading.Thread(target=beside.walk, name="outside", daemon=True)
    heart = threading.Thread(target=renew_leases, args=([inside, beside], stop), name="leases", daemon=True)
    helper.start()
    heart.start()
    try:
        inside.walk()
    except InterruptedWork:
        log.warning("stopped in the middle of an errand; it was given back")
    finally:
        stop.set()
        helper.join(timeout=0.3)
