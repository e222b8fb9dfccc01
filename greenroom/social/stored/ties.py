"""Between somebody and others: follows and requests, and whom they keep at a distance."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.people.stored.naming import who
from greenroom.social.models import Avoid, Block, Follow, FollowRequest, Mute, SuggestionRefused

DISTANCE = (
    ("mute", Mute, "muter", "muted"),
    ("block", Block, "blocker", "blocked"),
    ("avoid", Avoid, "owner", "avoided"),
    ("not_suggested", SuggestionRefused, "owner", "refused"),
)


def follows(person: Person) -> Iterator[Row]:
    """Whom they follow and who follows them, open requests too."""
    for kind in (Follow, FollowRequest):
        rows: Any = kind._default_manager.filter(Q(follower=person.pk) | Q(followed=person.pk))  # noqa: SLF001
        for row in rows.select_related("follower", "followed").order_by("pk").iterator(chunk_size=500):
            is_own = row.follower_id == person.pk
            yield {
                "kind": ("follows" if is_own else "followed_by") + ("_asked" if kind is FollowRequest else ""),
                "who": who(row.followed if is_own else row.follower),
                "shows_boosts": getattr(row, "shows_boosts", None) if is_own else None,
                "rings": getattr(row, "rings", None) if is_own else None,
                "created_at": row.created_at,
            }


def count_follows(person: Person) -> int:
    """Both ways."""
    both = Q(follower=person.pk) | Q(followed=person.pk)
    return Follow.objects.filter(both).count() + FollowRequest.objects.filter(both).count()


def erase_follows(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Both ways."""
    both = Q(follower=person.pk) | Q(followed=person.pk)
    return removed(Follow.objects.filter(both), FollowRequest.objects.filter(both))


def distance(person: Person) -> Iterator[Row]:
    """Whom they mute, block, avoid or do not want to be suggested; what others decided about them is others' own."""
    for kind, model, owner, other in DISTANCE:
        rows: Any = model._default_manager.filter(**{owner: person.pk}).select_related(other)  # noqa: SLF001
        for row in rows.order_by("pk").iterator(chunk_size=500):
            yield {
                "kind": kind,
                "who": who(getattr(row, other)),
                "ends_at": getattr(row, "ends_at", None),
                "created_at": row.created_at,
            }


def erase_distance(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Both ways: nobody needs a distance to somebody who is gone."""
    return removed(
        *(
            model._default_manager.filter(Q(**{owner: person.pk}) | Q(**{other: person.pk}))  # noqa: SLF001
            for _kind, model, owner, other in DISTANCE
        )
    )


KINDS = [
    Belonging(
        key="follows",
        label=_("Whom you follow, and who follows you"),
        why=_("So that you read whom you want to read."),
        kept=_("Until one of you ends it."),
        models=("social.Follow", "social.FollowRequest"),
        rows=follows,
        erase=erase_follows,
        count=count_follows,
        place="settings-people",
        order=42,
    ),
    Belonging(
        key="distance",
        label=_("Whom you mute, block or avoid"),
        why=_("So that you are left in peace. Nobody is told."),
        kept=_("Until you or its time ends it."),
        models=("social.Mute", "social.Block", "social.Avoid", "social.SuggestionRefused"),
        rows=distance,
        erase=erase_distance,
        place="settings-people",
        order=44,
    ),
]
