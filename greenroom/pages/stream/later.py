"""The fields of a composer in which a moment is typed, on the clock of whoever writes."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext

from greenroom.kit.refusals import Refusal

DATE = re.compile(r"\d{4,6}-\d\d-\d\d\Z")
TIME = re.compile(r"\d\d:\d\d(:\d\d)?\Z")
SOME_YEAR = 9_000  # programs that know no drafts write the year 9999; beyond it no calendar reaches
FIELDS = ("due_date", "due_time")


def moment_of(sent: Mapping[str, str]) -> datetime | None:
    """The moment that was typed, in the writer's own time zone; None where both fields are empty.

    Refuses half a moment, what is none, and a time that the clocks leave out when they go forward. Of a time that
    comes twice when they go back, the first is meant.
    """
    typed_day, typed_time = (sent.get(name, "").strip() for name in FIELDS)
    if not typed_day and not typed_time:
        return None
    if not DATE.match(typed_day) or not TIME.match(typed_time):
        raise Refusal(gettext("Give a date and a time, for example 2027-03-01 and 09:30."), code="moment")
    if int(typed_day.split("-")[0]) >= SOME_YEAR:
        return datetime(SOME_YEAR, 1, 1, tzinfo=UTC)
    try:
        local = datetime.combine(date.fromisoformat(typed_day), time.fromisoformat(typed_time))
    except ValueError:
        raise Refusal(gettext("This date is in no calendar."), code="moment") from None
    return _on_the_clock(local)


def _on_the_clock(local: datetime) -> datetime:
    moment = local.replace(tzinfo=timezone.get_current_timezone())
    if timezone.localtime(moment.astimezone(UTC)).replace(tzinfo=None) != local:
        raise Refusal(
            gettext("The clocks go forward that night and leave this time out. Choose another."), code="moment"
        )
    return moment.astimezone(UTC)


def values_of(moment: datetime | None) -> dict[str, str]:
    """What the fields hold for a moment."""
    if moment is None:
        return {}
    local = timezone.localtime(moment)
    return {"due_date": local.date().isoformat(), "due_time": local.strftime("%H:%M")}


def is_typed(sent: Mapping[str, str]) -> bool:
    """Whether either field holds something."""
    return any(sent.get(name, "").strip() for name in FIELDS)


def zone_name() -> str:
    """The writer's time zone, as people write it."""
    return str(timezone.get_current_timezone()).replace("_", " ")
