"""What wanted somebody's attention, what they chose about it, and the devices that are told."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Identity, Person
from greenroom.people.stored.naming import who
from greenroom.social.models import DailyMail, Marker, Notice, NoticeChoice, Post, PushSubscription
from greenroom.social.stored.reading import quoted, with_posts
from greenroom.social.visibility import viewer_of


def notices(person: Person) -> Iterator[Row]:
    """Each with who and what, as far as the person may know of them now."""
    hidden = viewer_of(Identity.objects.get(pk=person.pk)).hidden_ids

    def told(row: Notice, post: Post | None) -> Row:
        return {
            "kind": row.kind,
            "who": who(row.actor) if row.actor_id not in hidden else None,
            "post": quoted(post),
            "created_at": row.created_at,
        }

    rows = Notice.objects.filter(recipient=person.pk).select_related("actor").order_by("pk")
    yield from with_posts(person, rows.iterator(chunk_size=500), told)


def erase_notices(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Those to them, and those to others that name them."""
    return removed(Notice.objects.filter(Q(recipient=person.pk) | Q(actor=person.pk)))


def choices(person: Person) -> Iterator[Row]:
    """Which notices go out and how, the hour of the daily mail, how far they have looked."""
    for row in NoticeChoice.objects.filter(person=person).order_by("kind", "channel"):
        yield {"kind": row.kind, "channel": row.channel, "is_on": row.is_on}
    for mail in DailyMail.objects.filter(person=person):
        yield {"kind": "daily_mail", "hour": mail.hour, "next_at": mail.next_at}
    for marker in Marker.objects.filter(person=person).order_by("timeline"):
        yield {"kind": "marker", "where_in": marker.timeline, "updated_at": marker.updated_at}


def erase_choices(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them."""
    return removed(*(kind.objects.filter(person=person) for kind in (NoticeChoice, DailyMail, Marker)))


def devices(person: Person) -> Iterator[Row]:
    """Browsers and apps that are told; not their addresses, which are keys."""
    for row in PushSubscription.objects.filter(person=person).order_by("pk"):
        yield {"created_at": row.created_at, "ended_at": row.gone_at, "alerts": row.alerts}


def erase_devices(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """With what was sent to them."""
    return removed(PushSubscription.objects.filter(person=person))


KINDS = [
    Belonging(
        key="notices",
        label=_("Notices"),
        why=_("So that you see what wants your attention."),
        kept=_("As long as your account."),
        models=("social.Notice",),
        rows=notices,
        erase=erase_notices,
        count=lambda person: Notice.objects.filter(recipient=person.pk).count(),
        place="notices",
        order=60,
    ),
    Belonging(
        key="notice-choices",
        label=_("What you chose about notices"),
        why=_("So that you are interrupted by what you want, and by nothing else."),
        kept=_("Until you choose otherwise."),
        models=("social.NoticeChoice", "social.DailyMail", "social.Marker"),
        rows=choices,
        erase=erase_choices,
        place="settings-notices",
        order=62,
    ),
    Belonging(
        key="pushes",
        label=_("Devices that get pushes"),
        why=_("So that notices reach them."),
        kept=_("Until you end it or sign out there."),
        models=("social.PushSubscription", "social.PushMessage"),
        rows=devices,
        erase=erase_devices,
        place="settings-notices",
        is_key=True,
        order=64,
    ),
]
