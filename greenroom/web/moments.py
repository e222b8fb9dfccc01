"""Times as people say them: short beside a post, whole for those who ask."""

from datetime import datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext, ngettext, pgettext

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def whole(moment: datetime) -> str:
    """Date and time in the reader's language and time zone: "10 November 2026, 12:06"."""
    # Translators: a format in Django's letters. German: "j. F Y, H:i \U\h\r"; French: "j F Y, H \h i".
    return dateformat.format(timezone.localtime(moment), pgettext("date and time", "j F Y, H:i"))


def clock(moment: datetime) -> str:
    """The time of day alone, where the day is said above: "12:06"."""
    # Translators: a format in Django's letters. German: "H:i"; French: "H \h i".
    return dateformat.format(timezone.localtime(moment), pgettext("time of day", "H:i"))


def clock_on_its_day(moment: datetime) -> str:
    """The time of day with the day that it belongs to: "Tuesday 3 March, 01:30"."""
    # Translators: a format in Django's letters. German: "l, j. F, H:i"; French: "l j F, H \h i".
    return dateformat.format(timezone.localtime(moment), pgettext("day and time of day", "l j F, H:i"))


def day(moment: datetime, *, with_year: bool = True) -> str:
    """The date alone, in the reader's time zone."""
    # Translators: formats in Django's letters. German: "j. F Y" and "j. F"; French: "j F Y" and "j F".
    pattern = pgettext("date", "j F Y") if with_year else pgettext("day of a year", "j F")
    return dateformat.format(timezone.localtime(moment), pattern)


def short(moment: datetime, now: datetime) -> str:
    """How long ago, as shortly as it can be said: minutes, hours, yesterday, then the date."""
    ago = now - moment
    if ago < MINUTE:
        return gettext("now")
    if ago < HOUR:
        minutes = ago // MINUTE
        return ngettext("%(count)d min", "%(count)d min", minutes) % {"count": minutes}
    here, today = timezone.localtime(moment), timezone.localtime(now)
    if here.date() == today.date() or ago < 6 * HOUR:
        hours = ago // HOUR
        return ngettext("%(count)d h", "%(count)d h", hours) % {"count": hours}
    if here.date() == today.date() - timedelta(days=1):
        return gettext("yesterday")
    return day(moment, with_year=here.year != today.year)


def iso(moment: datetime) -> str:
    """For machines: ISO 8601 in the reader's zone, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
