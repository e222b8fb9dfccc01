"""What somebody has chosen about notices outside the page."""

from collections.abc import Collection
from dataclasses import replace

from greenroom.people.models import Person
from greenroom.social.models import DailyMail, FollowRequest, Notice, NoticeChoice, PushSubscription
from greenroom.social.queries.notices import NoticePage, notices_for
from greenroom.social.telling import TELLINGS, Channel
from greenroom.social.visibility import viewer_of


def chosen_by(person: Person) -> dict[tuple[str, str], bool]:
    """Every kind and channel with what holds: the person's choice, else the kind's default."""
    holds = {
        (kind, channel): telling.goes_by(channel) for kind, telling in TELLINGS.items() for channel in Channel.values
    }
    rows = NoticeChoice.objects.filter(person=person).values_list("kind", "channel", "is_on")
    return holds | {(kind, channel): is_on for kind, channel, is_on in rows if (kind, channel) in holds}


def kinds_by(channel: str, person: Person) -> list[str]:
    """The kinds that go to the person by this channel."""
    return [kind for (kind, way), is_on in chosen_by(person).items() if is_on and way == channel]


def mail_hour_of(person: Person) -> int | None:
    """At which hour the person's daily mail comes; None when they want none."""
    return DailyMail.objects.filter(person=person).values_list("hour", flat=True).first()


def device_of(person: Person, bound_to: str) -> PushSubscription | None:
    """The push subscription of this session or token, as long as its push service knows it."""
    return PushSubscription.objects.filter(person=person, bound_to=bound_to, gone_at=None).first()


def news_for(person: Person, *, between: tuple[int, int], kinds: Collection[str], limit: int) -> NoticePage:
    """The person's notices between two ids as they stand now: readable, and no request that was answered meanwhile."""
    news = notices_for(viewer_of(person.identity), limit=limit, between=between, kinds=kinds)
    asking = set(FollowRequest.objects.filter(followed=person.pk).values_list("follower", flat=True))
    waiting = [
        group
        for group in news.groups
        if group.kind != Notice.Kind.FOLLOW_REQUEST or asking & {actor.pk for actor in group.actors}
    ]
    return replace(news, groups=waiting)
