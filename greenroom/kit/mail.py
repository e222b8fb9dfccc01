"""Mail of the system: a row in the transaction of the deed, then one attempt that ends or is called unknown."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from greenroom.kit import audit, letters, postman
from greenroom.kit.facts import Event, OutsideTransactionError, in_a_deed, listens_to, publish
from greenroom.kit.models import Mail
from greenroom.kit.refusals import Refusal

LONGEST_SUBJECT = 200  # characters

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class MailQueued(Event):
    """A mail waits for the worker."""

    mail_id: int


def queue_mail(*, to: str, subject: str, text: str, key: str, now: datetime) -> Mail:
    """Write a mail in the transaction of the deed; the same `key` again is the same mail, not a second one.

    Refuses what is no mail address. Line breaks and control characters in `subject` become spaces.
    """
    if not in_a_deed():
        raise OutsideTransactionError(f"The mail {key} is written outside a transaction.")
    try:
        validate_email(to)
    except ValidationError:
        raise Refusal(_("This is not a mail address."), code="not_an_address") from None
    words = letters.one_line(subject)[:LONGEST_SUBJECT]
    fresh = Mail(key=key, to=to, subject=words, text=letters.plain(text), queued_at=now)
    existing = Mail.objects.filter(key=key).first()
    if existing:
        return existing
    fresh.save(force_insert=True)
    publish(MailQueued(at=now, mail_id=fresh.pk))
    return fresh


@transaction.atomic
def send_again(mail_id: int, *, by: int, now: datetime) -> None:
    """Somebody knows that it never arrived: it is planned once more. Refuses what is not unknown (any more)."""
    _settle_by_hand(mail_id, Mail.State.PLANNED, action="mail.sent_again", by=by, now=now)
    publish(MailQueued(at=now, mail_id=mail_id))


@transaction.atomic
def let_rest(mail_id: int, *, by: int, now: datetime) -> None:
    """Somebody knows that it arrived, or that it no longer matters: it is over."""
    _settle_by_hand(mail_id, Mail.State.REFUSED, action="mail.let_rest", by=by, now=now)


def _settle_by_hand(mail_id: int, state: Mail.State, *, action: str, by: int, now: datetime) -> None:
    unknown = Mail.objects.filter(pk=mail_id, state=Mail.State.UNKNOWN)
    settled_at = None if state == Mail.State.PLANNED else now
    if not unknown.update(state=state, answer="by a host", settled_at=settled_at):
        raise Refusal(_("Somebody has settled this mail already."), code="settled")
    audit.record(action=action, actor_id=by, object_kind="mail", object_id=mail_id, now=now)


@listens_to(MailQueued, outside=True)
def send_mail(event: MailQueued, *, fact_id: int) -> None:  # noqa: ARG001 - the row itself says how far it is
    """Send it once. Without a mail server it becomes a file; the same file if it is written again."""
    mail = Mail.objects.get(pk=event.mail_id)
    if mail.state == Mail.State.SENDING:
        _settle(mail, Mail.State.UNKNOWN, "the worker died, or lost its line, while the words went out")
    elif mail.state == Mail.State.PLANNED and not settings.MAIL_HOST:
        letters.write_file(mail, letters.letter(mail))
        _settle(mail, Mail.State.SENT, "file")
    elif mail.state == Mail.State.PLANNED:
        _hand_over(mail)


def _hand_over(mail: Mail) -> None:
    """The call to the other server. What fails before the words go out is tried again."""
    letter = letters.letter(mail)
    try:
        with postman.connection() as server:
            postman.introduce(server, letter)
            if not _begin(mail, str(letter["Message-ID"])):
                return  # another worker was faster
            answer = postman.deliver(server, letter)
    except postman.RefusedError as refusal:
        _settle(mail, Mail.State.REFUSED, str(refusal))
    except postman.LaterError:
        Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING).update(state=Mail.State.PLANNED)
        raise
    except postman.UnknownError as error:
        _settle(mail, Mail.State.UNKNOWN, str(error))
    else:
        _settle(mail, Mail.State.SENT, answer)


def _begin(mail: Mail, message_id: str) -> bool:
    """Commit that the words go out now; only one worker can."""
    planned = Mail.objects.filter(pk=mail.pk, state=Mail.State.PLANNED)
    return bool(planned.update(state=Mail.State.SENDING, message_id=message_id))


def _settle(mail: Mail, state: Mail.State, answer: str) -> None:
    """Note the end. Who knows for certain also corrects a colleague who had to call it unknown."""
    open_states = [Mail.State.PLANNED, Mail.State.SENDING]
    if state in {Mail.State.SENT, Mail.State.REFUSED}:
        open_states.append(Mail.State.UNKNOWN)
    change = {"state": state, "answer": answer[:200], "settled_at": timezone.now()}
    if state == Mail.State.SENT:
        change["text"] = ""  # it may hold a one-use link
    if Mail.objects.filter(pk=mail.pk, state__in=open_states).update(**change) and state != Mail.State.SENT:
        log.error("mail %s (%s) is %s: %s", mail.pk, mail.key, state, answer)
