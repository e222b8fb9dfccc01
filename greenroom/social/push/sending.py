"""Sending what is planned: one call alone between two commits, and never twice (trust, section 6)."""

import logging
import time
from datetime import datetime, timedelta

from django.db import Error as AnyDatabaseError
from django.db import transaction

from greenroom.kit import http
from greenroom.kit.tasks import every
from greenroom.people import sessions
from greenroom.social.models import Follow, PushMessage, PushSubscription
from greenroom.social.push.letters import Letter, letter, said
from greenroom.social.queries.notices import NoticeGroup, marker_of
from greenroom.social.queries.telling import chosen_by, news_for
from greenroom.social.telling import Channel

State = PushMessage.State
AT_ONCE = 200  # messages a run
ROUND = 20.0  # seconds a run lasts at most: mail waits in the same lane
SECONDS = 10.0  # of patience with a push service
LOST = timedelta(seconds=30)  # after which a call that nobody ended is called unknown
GIVEN_UP = timedelta(hours=24)
PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
KEPT = timedelta(days=7)
GONE = {404, 410}
LATER = {429, 503}
SERVER_ERROR = 500

log = logging.getLogger(__name__)


@every(timedelta(seconds=30), outside=True)
def send_pushes(now: datetime) -> None:
    """Send what is due, and call unknown what a killed worker left."""
    send_some(now)


def send_some(now: datetime) -> int:
    """Send what is due, oldest first; returns how many calls were made."""
    began = time.monotonic()
    lost = PushMessage.objects.filter(state=State.SENDING, due_at__lte=now)
    lost.update(state=State.UNKNOWN, ended_at=now)
    due = PushMessage.objects.filter(state=State.PLANNED, due_at__lte=now).order_by("due_at", "pk")
    calls = 0
    for key in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        passed = time.monotonic() - began
        if passed >= ROUND:
            break
        calls += send_one(key, now=now + timedelta(seconds=passed))
    return calls


def send_one(message_id: int, *, now: datetime) -> bool:
    """Send one message, if it is to be sent still. Calls the outside; not inside a transaction."""
    rows = PushMessage.objects.select_related("subscription__person__identity", "notice")
    message = rows.filter(pk=message_id, state=State.PLANNED).first()
    if message is None:
        return False
    ready = _tried(message, now)
    if ready is None:
        _end(message, State.DROPPED, now=now)
        return False
    if not _begin(message, now):
        return False  # another worker was faster
    _call(message, ready, now)
    return True


def forget_old(now: datetime) -> None:
    """Forget what ended a week ago, devices that are gone, and some of those whose session is no longer there."""
    PushMessage.objects.filter(ended_at__lt=now - KEPT).delete()
    PushSubscription.objects.filter(gone_at__lt=now - KEPT).delete()
    alive = {f"session:{mark}" for mark in sessions.marks_of_the_living(now)}
    devices = PushSubscription.objects.filter(bound_to__startswith="session:").values_list("pk", "bound_to")
    over = [key for key, bound_to in devices if bound_to not in alive]
    PushSubscription.objects.filter(pk__in=over[:AT_ONCE]).delete()


def is_bound(device: PushSubscription) -> bool:
    """Whether the session that made the subscription still opens pages."""
    kind, _, mark = device.bound_to.partition(":")
    return kind == "session" and sessions.is_alive(mark, device.person)


def _tried(message: PushMessage, now: datetime) -> Letter | None:
    """The letter; one that cannot be made keeps no other waiting."""
    try:
        return _ready(message, now)
    except http.NotAllowed:
        return None  # the rules for addresses have changed since the device was subscribed
    except AnyDatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are sent
        log.error("push %s cannot be made: %s", message.pk, type(error).__name__)
        return None


def _ready(message: PushMessage, now: datetime) -> Letter | None:
    """The letter, as everything stands at this moment; nothing when it is not to be sent any more."""
    device = message.subscription
    person, notice = device.person, message.notice
    if device.gone_at is not None or now - message.created_at > GIVEN_UP or not is_bound(device):
        return None
    if marker_of(person, "notices") >= notice.pk or not _is_wanted(device, notice.kind, notice.actor_id):
        return None
    group = _readable(message)
    return None if group is None else letter(device, said(group, notice.pk, person), now=now)


def _readable(message: PushMessage) -> NoticeGroup | None:
    """The notice as its reader sees it now; nothing when they may not any more."""
    key, kind = message.notice_id, message.notice.kind
    page = news_for(message.subscription.person, between=(key - 1, key + 1), kinds=[kind], limit=1)
    return page.groups[0] if page.groups else None


def _is_wanted(device: PushSubscription, kind: str, actor_id: int) -> bool:
    """The device's own alerts and policy, else what the person has chosen."""
    chosen = chosen_by(device.person).get((kind, Channel.PUSH), False)
    if not device.alerts.get(kind, chosen):
        return False
    match device.policy:
        case "followed":
            ties = Follow.objects.filter(follower=device.person_id, followed=actor_id)
        case "follower":
            ties = Follow.objects.filter(follower=actor_id, followed=device.person_id)
        case policy:
            return policy == "all"
    return actor_id == device.person_id or ties.exists()  # what the house tells comes from nobody


def _begin(message: PushMessage, now: datetime) -> bool:
    """Commit that the call is made now; only one worker can."""
    planned = PushMessage.objects.filter(pk=message.pk, state=State.PLANNED)
    return bool(planned.update(state=State.SENDING, due_at=now + LOST))


def _call(message: PushMessage, ready: Letter, now: datetime) -> None:
    try:
        reply = http.fetch(
            ready.endpoint, method="POST", headers=ready.headers, body=ready.body, limit=4_096, seconds=SECONDS
        )
    except http.NotAllowed:
        _end(message, State.REFUSED, now=now)
    except http.NotSent:
        _put_off(message, _pause(message, now), now)
    except http.Unreachable:
        _end(message, State.UNKNOWN, now=now)
    else:
        _hear(message, reply, now)


def _hear(message: PushMessage, reply: http.Reply, now: datetime) -> None:
    """What the push service answered. After an error of its own nobody knows whether the device will be told."""
    if reply.status in GONE:
        with transaction.atomic():
            PushSubscription.objects.filter(pk=message.subscription_id, endpoint=message.subscription.endpoint).update(
                gone_at=now
            )
            _end(message, State.REFUSED, now=now, status=reply.status)
    elif reply.status in LATER and (reply.status != max(LATER) or "retry-after" in reply.headers):
        _put_off(message, _asked_for(reply) or _pause(message, now), now)
    elif reply.status >= SERVER_ERROR:
        _end(message, State.UNKNOWN, now=now, status=reply.status)
    else:
        is_taken = reply.status in range(200, 300)
        _end(message, State.SENT if is_taken else State.REFUSED, now=now, status=reply.status)


def _asked_for(reply: http.Reply) -> timedelta | None:
    """How long the service wants to be left alone, an hour at most."""
    words = reply.headers.get("retry-after", "")
    if not (words.isascii() and words.isdecimal() and len(words) < 9):  # noqa: PLR2004 - a date is not read
        return None
    return min(max(timedelta(seconds=int(words)), timedelta(seconds=1)), LONGEST_PAUSE)


def _pause(message: PushMessage, now: datetime) -> timedelta:
    """As long as it has waited already, so that it is tried less and less often."""
    return min(max(now - message.created_at, PAUSE), LONGEST_PAUSE)


def _put_off(message: PushMessage, pause: timedelta, now: datetime) -> None:
    """Nothing arrived: the same message again, later."""
    PushMessage.objects.filter(pk=message.pk, state=State.SENDING).update(state=State.PLANNED, due_at=now + pause)


def _end(message: PushMessage, state: PushMessage.State, *, now: datetime, status: int | None = None) -> None:
    """Note the end. Who knows for certain also corrects a colleague who had to call it unknown."""
    is_certain = state in {State.SENT, State.REFUSED}
    before = [State.PLANNED] if state == State.DROPPED else [State.SENDING, *([State.UNKNOWN] if is_certain else [])]
    rows = PushMessage.objects.filter(pk=message.pk, state__in=before)
    if rows.update(state=state, status=status, ended_at=now) and state in {State.REFUSED, State.UNKNOWN}:
        log.warning("push %s is %s (%s)", message.pk, state, status or "no reply")
