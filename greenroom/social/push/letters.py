"""What a push says, and how it is sealed so that the browser alone reads it (RFC 8291)."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils import translation

from greenroom.kit import http
from greenroom.people.models import Person
from greenroom.social import telling
from greenroom.social.models import PushSubscription
from greenroom.social.push.keys import CURVE, SECRET, decoded, point_of, signed_for
from greenroom.social.queries.notices import NoticeGroup

STEP = 512  # bytes: a letter's size says nothing of what it holds
LONGEST_TITLE = 300
KEPT = 24 * 3600  # seconds for which a push service keeps it for a device that is off


@dataclass(frozen=True)
class Letter:
    """One request to a push service, ready to go."""

    endpoint: str
    headers: dict[str, str]
    body: bytes


def said(group: NoticeGroup, notice_id: int, person: Person) -> bytes:
    """Kind, who, and where it leads, in the person's language: never a word of a post, open or closed."""
    with translation.override(person.language):
        title = telling.sentence_of(group)[:LONGEST_TITLE]
    words = msgspec.json.encode(
        {
            "notification_id": str(notice_id),
            "notification_type": group.kind,
            "preferred_locale": person.language,
            "title": title,
            "body": "",
            "url": telling.address_of(group).removeprefix(settings.PUBLIC_URL),
        }
    )
    return words.ljust(-(-len(words) // STEP) * STEP)  # spaces behind the last bracket are no part of it


def letter(subscription: PushSubscription, words: bytes, *, now: datetime) -> Letter:
    """The words sealed for the browser, with the signature of this installation."""
    body = http_ece.encrypt(  # type: ignore[no-untyped-call]
        words,
        private_key=ec.generate_private_key(CURVE),  # another one for each letter
        dh=point_of(subscription.p256dh),
        auth_secret=decoded(subscription.auth, SECRET),
        version="aes128gcm",
    )
    target = http.target_of(subscription.endpoint, ports=settings.EGRESS_PORTS)
    parts = urlsplit(target.url)
    headers = {
        "Authorization": signed_for(f"{parts.scheme}://{parts.netloc}", now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Urgency": "normal",
    }
    return Letter(subscription.endpoint, headers, body)
