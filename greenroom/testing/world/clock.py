"""When things happen in the demo world: in working hours, counted back from a moment that is always a working one."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = time(9, 0), time(18, 30)
BACK = re.compile(r"-(?:(\d+)h)?(?:(\d+)m)?\Z")
DAY = re.compile(r"d(\d+) (\d\d):(\d\d)\Z")


def working_moment(now: datetime) -> datetime:
    """`now`, or a quarter to six on the last working day when nobody works now."""
    here = now.astimezone(ZONE)
    if here.weekday() < 5 and OPENS <= here.time() <= CLOSES:
        return here
    if here.weekday() >= 5 or here.time() < OPENS:
        here = back(here, 1)
    return datetime.combine(here.date(), time(17, 45), ZONE)


def back(moment: datetime, days: int) -> datetime:
    """The same time of day, so many working days earlier."""
    while days:
        moment -= timedelta(days=1)
        days -= moment.weekday() < 5
    return moment


def moment(words: str, *, anchor: datetime) -> datetime:
    """`d3 09:40` is 09:40 three working days before the anchor; `-12m` is twelve minutes before it."""
    if found := DAY.match(words):
        day = back(anchor, int(found[1])).date()
        return datetime.combine(day, time(int(found[2]), int(found[3])), ZONE)
    found = BACK.match(words)
    if found is None:
        raise ValueError(f"{words} is neither a day nor a length of time")
    return anchor - timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
