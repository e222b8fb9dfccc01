"""Which notices go out, by which ways, and when the daily mail comes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.ids import first_id_at
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_self
from greenroom.people.models import Person
from greenroom.social.events import NoticesChosen
from greenroom.social.hours import next_moment
from greenroom.social.models import DailyMail, NoticeChoice
from greenroom.social.queries.telling import chosen_by
from greenroom.social.telling import TELLINGS, Channel

HOURS = range(24)


@transaction.atomic
def choose_notices(
    *, person: Person, wanted: Mapping[tuple[str, str], bool], mail_hour: int | None, by: Person, now: datetime
) -> None:
    """Set which kinds go by which channel, `(kind, channel)` to yes or no; what is not named stays as it is.

    With `mail_hour` a daily mail comes at that hour of the person's zone, about what is new from now on; None ends it.
    Refuses anybody else, unknown kinds and channels, and hours that no day has.
    """
    require_self(person, by)
    for kind, channel in wanted:
        if kind not in TELLINGS or channel not in Channel.values:
            raise Refusal(_("There is no such kind of notice."), code="unknown_kind")
    if mail_hour is not None and mail_hour not in HOURS:
        raise Refusal(_("Choose a full hour between 0 and 23."), code="no_such_hour")
    _write_choices(person, wanted)
    _write_hour(person, mail_hour, now)
    publish(NoticesChosen(at=now, person_id=person.pk))


def _write_choices(person: Person, wanted: Mapping[tuple[str, str], bool]) -> None:
    """Rows for what differs from what holds: a default that nobody touched may change with the program."""
    holds = chosen_by(person)
    rows = [
        NoticeChoice(person=person, kind=kind, channel=channel, is_on=is_on)
        for (kind, channel), is_on in wanted.items()
        if holds[kind, channel] != is_on
    ]
    NoticeChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "kind", "channel"], update_fields=["is_on"]
    )


def _write_hour(person: Person, hour: int | None, now: datetime) -> None:
    """Another hour begins with its next coming; what the mails have told already stays told."""
    if hour is None:
        DailyMail.objects.filter(person=person).delete()
        return
    next_at = next_moment(hour, zone=person.time_zone, after=now)
    if DailyMail.objects.filter(person=person, hour=hour).exists():
        return
    row = DailyMail(person=person, hour=hour, told_up_to=first_id_at(now), next_at=next_at)
    DailyMail.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["person"], update_fields=["hour", "next_at"]
    )
