"""Which notices go to which devices: planned in the transaction that writes the notices."""

from collections.abc import Collection
from datetime import datetime

from greenroom.kit import tasks
from greenroom.kit.ids import id_at
from greenroom.social.models import Notice, NoticeChoice, PushMessage, PushSubscription
from greenroom.social.push.sending import send_pushes
from greenroom.social.telling import TELLINGS, Channel


def plan(*, fact_id: int, kind: str, recipients: Collection[int], at: datetime) -> None:
    """One message for each notice of this fact and each device of its reader; a second run plans none twice."""
    devices = list(PushSubscription.objects.filter(person__in=recipients, gone_at=None).order_by("pk"))
    if not devices:
        return
    people = {device.person_id for device in devices}
    wanting = _wanting(kind, people)
    notices = dict(
        Notice.objects.filter(fact_id=fact_id, kind=kind, recipient__in=people).values_list("recipient", "pk")
    )
    rows = [
        PushMessage(id=id_at(at), subscription=device, notice_id=notices[device.person_id], created_at=at, due_at=at)
        for device in devices
        if device.person_id in notices and device.alerts.get(kind, device.person_id in wanting)
    ]
    if rows:
        PushMessage.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["subscription", "notice"], update_fields=["created_at"]
        )
        tasks.soon(send_pushes, key=f"fact:{fact_id}", now=at)


def _wanting(kind: str, people: set[int]) -> set[int]:
    """Who wants this kind by push: by their choice, else by its default."""
    chosen = dict(
        NoticeChoice.objects.filter(person__in=people, kind=kind, channel=Channel.PUSH).values_list("person", "is_on")
    )
    default = TELLINGS[kind].goes_by(Channel.PUSH) if kind in TELLINGS else False
    return {person for person in people if chosen.get(person, default)}
