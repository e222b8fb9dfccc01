"""Mail about archives and erasures; of an erasure the last one goes out before nobody knows the address any more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.exports import addresses
from greenroom.exports.models import Erasure
from greenroom.kit import mail
from greenroom.kit.models import Mail
from greenroom.people.models import Person
from greenroom.people.network import NETWORK_NAME
from greenroom.web import moments

LAST = "erasure-certificate:"  # how the keys of last mails begin
SUBJECTS: dict[str, Promise] = {
    "erasure_asked": _("Your account on %(network)s will be erased"),
    "erasure_refused": _("Your account on %(network)s was not erased"),
    "erasure_certificate": _("Your account on %(network)s is erased"),
    "archive_ready": _("Your archive from %(network)s is ready"),
}


def write(person: Person, what: str, about: Erasure | None, *, now: datetime) -> None:
    """Write to somebody who has an address, in their language."""
    if person.email and person.claimed_at:
        key = f"{what}:{about.pk if about else person.pk}:{int(now.timestamp() * 1000)}"
        _queue(person.email, what, about, language=person.language, key=key, now=now)


def certify(address: str | None, erasure: Erasure, *, language: str, now: datetime) -> None:
    """The certificate itself; only where mail goes out, since a file would keep the address."""
    if address and settings.MAIL_HOST:
        key = f"{LAST}{erasure.certificate}"
        _queue(address, "erasure_certificate", erasure, language=language, key=key, now=now)


def forget_last_mails(now: datetime) -> int:
    """Nobody knows the address any more once the last mail is out, or could not be sent for an hour."""
    last = Mail.objects.filter(key__startswith=LAST)
    settled = last.filter(settled_at__isnull=False)
    return settled.delete()[0] + last.filter(queued_at__lt=now - timedelta(hours=6)).delete()[0]


def _queue(address: str, what: str, about: Erasure | None, *, language: str, key: str, now: datetime) -> None:
    network = NETWORK_NAME.get() or "Greenroom"
    with translation.override(language):
        words = {
            "network": network,
            "erasure": about,
            "due": moments.whole(about.due_at) if about else "",
            "certificate": addresses.certificate(about.certificate) if about else "",
            "page": addresses.your_data(),
        }
        mail.queue_mail(
            to=address,
            subject=str(SUBJECTS[what]) % {"network": network},
            text=render_to_string(f"exports/mail/{what}.txt", words),
            key=key,
            now=now,
        )
