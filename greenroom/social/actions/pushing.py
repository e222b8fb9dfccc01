"""Devices that get notices by push: subscribe one, end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import http
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_self
from greenroom.people.models import Person
from greenroom.social.events import PushEnded, PushSubscribed
from greenroom.social.models import PushSubscription
from greenroom.social.push.keys import SECRET, decoded, point_of
from greenroom.social.telling import TELLINGS

LONGEST = 2_000  # characters of an address
MOST = 20  # devices of one person; beyond, the oldest goes
POLICIES = ("all", "followed", "follower", "none")


@dataclass(frozen=True, kw_only=True)
class Browser:
    """What a browser hands out when somebody allows pushes (Push API): where to send, and how to seal."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def subscribe_to_push(
    *,
    person: Person,
    bound_to: str,
    browser: Browser,
    alerts: Mapping[str, bool] | None = None,
    policy: str = "all",
    by: Person,
    now: datetime,
) -> PushSubscription:
    """Send the person's notices to this browser; of one session or token there is one subscription, the last.

    `bound_to` is "session:<mark>" (people.sessions): the subscription ends with it. `alerts` names kinds that this
    device wants or not; the others follow the person's choice. Whoever was subscribed at the same address before
    is so no longer: two people may share a browser. Refuses what no push service could take.
    """
    require_self(person, by)
    _require_sound(browser, alerts or {}, policy)
    PushSubscription.objects.filter(endpoint=browser.endpoint).exclude(bound_to=bound_to).delete()
    row = PushSubscription(
        person=person,
        bound_to=bound_to,
        endpoint=browser.endpoint,
        p256dh=browser.p256dh,
        auth=browser.auth,
        alerts=dict(alerts or {}),
        policy=policy,
        created_at=now,
    )
    changing = ["person", "endpoint", "p256dh", "auth", "alerts", "policy", "created_at", "gone_at"]
    PushSubscription.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["bound_to"], update_fields=changing
    )
    row = PushSubscription.objects.get(bound_to=bound_to)
    too_many = PushSubscription.objects.filter(person=person).order_by("-created_at", "-pk")[MOST:]
    PushSubscription.objects.filter(pk__in=list(too_many.values_list("pk", flat=True))).delete()
    publish(PushSubscribed(at=now, person_id=person.pk, subscription_id=row.pk))
    return row


@transaction.atomic
def end_push(*, person: Person, bound_to: str, by: Person, now: datetime) -> bool:
    """Send nothing to the device of this session or token any more; false when it got nothing anyway."""
    require_self(person, by)
    ended, _rows = PushSubscription.objects.filter(person=person, bound_to=bound_to).delete()
    if ended:
        publish(PushEnded(at=now, person_id=person.pk))
    return bool(ended)


def _require_sound(browser: Browser, alerts: Mapping[str, bool], policy: str) -> None:
    if not _is_address(browser.endpoint):
        raise Refusal(_("The browser named no address that Greenroom may send to."), code="bad_endpoint")
    if point_of(browser.p256dh) is None or decoded(browser.auth, SECRET) is None:
        raise Refusal(_("The browser gave keys that cannot seal anything."), code="bad_keys")
    if policy not in POLICIES or not all(kind in TELLINGS and type(on) is bool for kind, on in alerts.items()):
        raise Refusal(_("There is no such kind of notice."), code="unknown_kind")


def _is_address(endpoint: str) -> bool:
    try:
        target = http.target_of(endpoint, ports=settings.EGRESS_PORTS)
    except http.NotAllowed:
        return False
    return target.scheme == "https" and len(endpoint) <= LONGEST
