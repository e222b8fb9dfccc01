"""The daily mail: what is new and readable at the moment of writing, in the person's language, at their hour."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import Error as AnyDatabaseError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from greenroom.kit import mail
from greenroom.kit.ids import first_id_at
from greenroom.kit.models import Mail
from greenroom.people.models import Person
from greenroom.people.network import NETWORK_NAME
from greenroom.social import addresses, telling
from greenroom.social.hours import is_moment, next_moment
from greenroom.social.models import DailyMail
from greenroom.social.queries.notices import NoticePage, marker_of
from greenroom.social.queries.telling import kinds_by, news_for

AT_ONCE = 1_000  # mails a run, well under a minute
LISTED = 30  # notices in one mail; the page has all
LATER = timedelta(hours=1)  # no full hour of anybody's: the clock is then set forward without a mail
SETTLED = timedelta(minutes=10)  # what is younger waits for tomorrow: a notice may be written later than it happened

log = logging.getLogger(__name__)


def write_due(now: datetime) -> int:
    """Write the mails whose hour has come, each in a transaction of its own; returns how many were queued."""
    due = DailyMail.objects.filter(next_at__lte=now).order_by("next_at", "pk").values_list("pk", flat=True)
    return sum(_tried(key, now) for key in list(due[:AT_ONCE]))


def _tried(person_id: int, now: datetime) -> bool:
    """One person's mail; what goes wrong with it keeps nobody else waiting, and is tried again the next day."""
    try:
        return write_one(person_id, now=now) is not None
    except AnyDatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others' mail goes out
        log.error("the daily mail of person %s failed: %s", person_id, type(error).__name__)
        DailyMail.objects.filter(pk=person_id).update(next_at=now + LATER)
        return False


@transaction.atomic
def write_one(person_id: int, *, now: datetime) -> Mail | None:
    """Queue one person's mail, if it is due and there is something to tell.

    The clock is set forward by a conditional update in the transaction of the mail: of two workers one goes on, and
    one that is killed leaves neither.
    """
    row = DailyMail.objects.select_related("person__identity").filter(pk=person_id, next_at__lte=now).first()
    if row is None or not _claimed(row, now):
        return None
    if not is_moment(row.hour, zone=row.person.time_zone, moment=row.next_at) or not _is_reached(row.person):
        return None
    up_to = first_id_at(now - SETTLED)
    DailyMail.objects.filter(pk=row.pk, told_up_to__lt=up_to).update(told_up_to=up_to)
    news = _news(row, up_to)
    return _queued(row, news, now=now) if news.groups else None


def _claimed(row: DailyMail, now: datetime) -> bool:
    later = next_moment(row.hour, zone=row.person.time_zone, after=now)
    return bool(DailyMail.objects.filter(pk=row.pk, next_at=row.next_at, hour=row.hour).update(next_at=later))


def _is_reached(person: Person) -> bool:
    """Whether the person can sign in and read what the mail leads to."""
    return bool(person.email and person.is_active and person.is_claimed and person.identity.suspended_at is None)


def _news(row: DailyMail, up_to: int) -> NoticePage:
    """What came since the last mail and is readable now; not what the person has looked at on the page since."""
    after = max(row.told_up_to, marker_of(row.person, "notices"))
    kinds = kinds_by(telling.Channel.MAIL, row.person)
    return news_for(row.person, between=(after, up_to), kinds=kinds, limit=LISTED)


def _queued(row: DailyMail, news: NoticePage, *, now: datetime) -> Mail | None:
    person, network = row.person, NETWORK_NAME.get() or "Greenroom"
    with translation.override(person.language):
        count = len(news.groups)
        words = {
            "name": person.identity.display_name,
            "network": network,
            "lines": [(telling.sentence_of(group), telling.address_of(group)) for group in news.groups],
            "has_more": news.has_more,
            "notices": addresses.notices(),
            "hour": f"{row.hour}:00",
            "choices": addresses.choices(),
        }
        subject = ngettext("%(network)s: one notice", "%(network)s: %(count)s notices", count)
        if news.has_more:
            subject = ngettext("%(network)s: more than one notice", "%(network)s: more than %(count)s notices", count)
        try:
            return mail.queue_mail(
                to=person.email or "",
                subject=subject % {"network": network, "count": count},
                text=render_to_string("social/mail/daily.txt", words),
                key=f"daily-mail:{person.pk}:{row.next_at:%Y-%m-%dT%H:%M}",
                now=now,
            )
        except ValidationError:
            log.warning("person %s gets no daily mail: the address takes none", person.pk)
            return None
