"""Whose clocks matter for something said: the time zones of those who would read it, without a name or a number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Lower

from greenroom.kit import text
from greenroom.people.models import Identity, Person
from greenroom.social.hours import zone_of
from greenroom.social.models import Audience, Block, Draft, Mention, Post
from greenroom.social.reach import belonging
from greenroom.social.visibility import OPEN_AUDIENCES

Keys = QuerySet[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Aim:
    """Whom something is meant for: an author's audience, and where the named alone read, whom the words name.

    A direct answer that names nobody is meant for those whom `reply_to_id` reached.
    """

    author_id: int
    audience: Audience
    named: frozenset[str] = frozenset()
    reply_to_id: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What clocks of a zone show: day and time there."""

    zone: str
    shows: datetime


def aim_of(draft: Draft) -> Aim | None:
    """Whom a draft is meant for; None while it has no audience."""
    if draft.audience is None:
        return None
    if draft.audience.pk != Audience.DIRECT:
        return Aim(author_id=draft.speaks_as_id, audience=draft.audience)
    named = frozenset(text.mentions(text.spoken(draft.headline, draft.note)))
    return Aim(author_id=draft.speaks_as_id, audience=draft.audience, named=named, reply_to_id=draft.reply_to_id)


def zones_of(aims: Sequence[Aim], *, writer: Person) -> list[frozenset[str]]:
    """For each aim the zones in which its readers live, apart from the writer; one query for all of them.

    Of what everybody may read nobody knows who does: no zones, and no query where there is nothing else. Who has
    not come yet has chosen no zone and reads nothing.
    """
    places = {aim: place for place, aim in enumerate(dict.fromkeys(aims)) if aim.audience.pk not in OPEN_AUDIENCES}
    asked = [_zones(aim, writer, place) for aim, place in places.items()]
    found: dict[int, set[str]] = {}
    for place, zone in asked[0].union(*asked[1:]) if asked else ():
        found.setdefault(place, set()).add(zone)
    return [frozenset(found.get(places.get(aim, -1), ())) for aim in aims]


def clocks_at(moment: datetime, zones: Collection[str], *, own: str) -> list[Clock]:
    """What clocks in these zones show at that moment, as far as it is worth saying to somebody in the zone `own`.

    Nothing where they all show what one's own does, one where they all show the same, else the earliest and the
    latest. Zones that agree at that moment count as one: as one's own if it is among them.
    """
    shown: dict[datetime, Clock] = {}
    for zone in sorted(zones, key=lambda name: (name != own, name)):
        clock = clock_at(moment, zone)
        shown.setdefault(clock.shows, clock)
    if not set(shown) - {clock_at(moment, own).shows}:
        return []
    return [shown[time] for time in sorted({min(shown), max(shown)})]


def clock_at(moment: datetime, zone: str) -> Clock:
    """What clocks of the zone show at that moment, with the daylight saving of that day."""
    where = zone_of(zone)
    return Clock(where.key, moment.astimezone(where).replace(tzinfo=None))


def _zones(aim: Aim, writer: Person, place: int) -> QuerySet[Any, Any]:
    people = Person.objects.filter(pk__in=_readers(aim).values("pk"), claimed_at__isnull=False)
    people = people.exclude(pk__in=[writer.pk, aim.author_id])
    blocked = Block.objects.filter(blocker=aim.author_id).values("blocked")
    blocking = Block.objects.filter(blocked=aim.author_id).values("blocker")
    people = people.exclude(pk__in=blocked).exclude(pk__in=blocking)
    numbered = people.annotate(place=Value(place, output_field=IntegerField()))
    return numbered.values_list("place", "time_zone").distinct()


def _readers(aim: Aim) -> QuerySet[Identity]:
    """Who would read what is published now: the rule of `reach`, and of direct posts those whom the words reach."""
    if aim.audience.pk != Audience.DIRECT:
        return belonging(aim.audience, author_id=aim.author_id)
    awake = Identity.objects.filter(suspended_at=None)
    if aim.named:
        return awake.annotate(small=Lower("handle")).filter(small__in=sorted(aim.named))
    return awake.filter(_taking_part(aim.reply_to_id))


def _taking_part(post_id: int | None) -> Q:
    """The author of the post, and whom it names if these alone read it."""
    if post_id is None:
        return Q(pk__in=[])
    author: Keys = Post.objects.filter(pk=post_id).values("author")
    named: Keys = Mention.objects.filter(post=post_id, post__audience=Audience.DIRECT).values("identity")
    return Q(pk__in=author) | Q(pk__in=named)
