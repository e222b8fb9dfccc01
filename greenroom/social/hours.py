"""The hours of a day in a person's own zone, as moments: once on each day, also when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = timedelta(days=1)


def next_moment(hour: int, *, zone: str, after: datetime) -> datetime:
    """The first moment later than `after` at which clocks in the zone show the hour.

    An hour that a day lacks because clocks go forward comes as much later as they go; one that comes twice counts
    once, at its first coming.
    """
    where = zone_of(zone)
    day = after.astimezone(where).date()
    while (moment := _on(day, hour, where)) <= after:
        day += DAY
    return moment


def is_moment(hour: int, *, zone: str, moment: datetime) -> bool:
    """Whether this is such a moment: it no longer is when the person has moved to another zone since."""
    return next_moment(hour, zone=zone, after=moment - timedelta(microseconds=1)) == moment


def _on(day: date, hour: int, where: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=where).astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; UTC when this machine does not know it any more."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
