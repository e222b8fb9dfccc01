"""What clocks show to those who read something when it comes out: one sentence that names and counts nobody."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from greenroom.pages.settings import zones
from greenroom.people.models import Person
from greenroom.social import queries
from greenroom.social.models import Draft
from greenroom.social.queries import Aim, Clock
from greenroom.web import moments


def sentence(aim: Aim, *, moment: datetime, writer: Person) -> str:
    """What is said beside a moment; empty where there is nothing to say."""
    [found] = queries.zones_of([aim], writer=writer)
    return _said(found, moment=moment, own=writer.time_zone)


def sentences(items: Sequence[Draft], *, writer: Person) -> list[str]:
    """What is said beside each of these that wait for a moment; one query for all."""
    aims = [queries.aim_of(item) for item in items]
    meant = [aim for aim in aims if aim is not None]
    found = dict(zip(meant, queries.zones_of(meant, writer=writer), strict=True))
    return [
        _said(found[aim], moment=item.due_at, own=writer.time_zone) if aim and item.due_at else ""
        for item, aim in zip(items, aims, strict=True)
    ]


def _said(found: Collection[str], *, moment: datetime, own: str) -> str:
    """The sentence about these zones, in the language of whoever reads it and beside their own clock."""
    match queries.clocks_at(moment, found, own=own):
        case [one]:
            words = {"clock": _shown(one, moment), "place": zones.place(one.zone, moment)}
            return gettext("For your readers it is then %(clock)s (%(place)s).") % words
        case [first, last]:
            words = {
                "first": _shown(first, moment),
                "first_place": zones.place(first.zone, moment),
                "last": _shown(last, moment),
                "last_place": zones.place(last.zone, moment),
            }
            return (
                gettext(
                    "For your readers it is then between %(first)s (%(first_place)s) and %(last)s (%(last_place)s)."
                )
                % words
            )
    return ""


def _shown(clock: Clock, moment: datetime) -> str:
    """The time there, with its day where it is not the writer's."""
    is_same_day = clock.shows.date() == timezone.localtime(moment).date()
    with timezone.override(clock.zone):
        return moments.clock(moment) if is_same_day else moments.clock_on_its_day(moment)
