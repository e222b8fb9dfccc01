"""What the clock does in the social core: ties end, what is over goes, posts missing from the index come in."""

from datetime import datetime, timedelta

from django.db import transaction

from greenroom.kit.pictures import owning, storing
from greenroom.kit.tasks import every
from greenroom.people.models import Identity
from greenroom.social import cards, mailing, push
from greenroom.social.actions.attaching import drop
from greenroom.social.actions.scheduling import set_the_late_aside
from greenroom.social.models import Filter, Media, Mute
from greenroom.social.search import indexing

INDEXED_AT_ONCE = 1_000  # posts, about a second; whoever has a million calls `greenroom search --rebuild`
KEPT_UNUSED = timedelta(hours=24)
AT_ONCE = 500
ENDED_FILTERS_KEPT = timedelta(days=7)


@every(timedelta(hours=1))
def tidy_ended_mutes(now: datetime) -> None:
    """Delete mutes whose time is over; they have counted for nothing since."""
    Mute.objects.filter(ends_at__lte=now).delete()


@every(timedelta(hours=1))
def find_what_was_forgotten(now: datetime) -> None:
    """Tell the writers of scheduled items whose moment passed a day ago, whatever became of its deadline."""
    set_the_late_aside(now)


@every(timedelta(days=1))
def tidy_ended_filters(now: datetime) -> None:
    """Delete filters that ended a week ago; until then their owner may let them run again."""
    Filter.objects.filter(ends_at__lte=now - ENDED_FILTERS_KEPT).delete()


@every(timedelta(minutes=1))
def go_on_indexing(now: datetime) -> None:  # noqa: ARG001 - the shape of every task
    """Index some more of the posts that an upgrade or a broken off rebuild left out."""
    indexing.go_on(batch=INDEXED_AT_ONCE)


@every(timedelta(hours=1))
def sweep_unused_pictures(now: datetime) -> None:
    """Take away what was brought a day ago and is in no post and no draft."""
    with transaction.atomic():
        unused = Media.objects.filter(post=None, draft=None, created_at__lt=now - KEPT_UNUSED)
        drop(
            Media.objects.filter(post=None, draft=None, pk__in=list(unused.values_list("pk", flat=True)[:AT_ONCE])),
            now=now,
        )


@every(timedelta(days=1))
def sweep_files_without_a_row(now: datetime) -> None:
    """Take away files whose upload was killed before its row stood, or whose removal was; a day old at least.

    Only where the folder belongs to this database: in the eyes of another one nobody knows any of its files.
    """
    if not owning.is_ours(now):
        return
    storing.drop_unfinished(now - KEPT_UNUSED)
    for keys in storing.keys_older_than(now - KEPT_UNUSED):
        for key in set(keys) - _in_use(keys):
            storing.drop(key)


def _in_use(keys: list[str]) -> set[str]:
    """Which of these files belong to a picture of a post or draft, or to the face or band of somebody."""
    in_posts = Media.objects.filter(file_key__in=keys).values_list("file_key", flat=True)
    faces = Identity.objects.filter(avatar_key__in=keys).values_list("avatar_key", flat=True)
    bands = Identity.objects.filter(header_key__in=keys).values_list("header_key", flat=True)
    return {*in_posts, *faces, *bands}


@every(timedelta(days=1))
def tidy_old_cards(now: datetime) -> None:
    """Forget what pages said of themselves a month ago."""
    cards.forget_old_cards(now)


@every(timedelta(minutes=1), outside=True)
def write_daily_mails(now: datetime) -> None:
    """Queue the mails whose hour has come in their reader's zone; each commits by itself."""
    mailing.write_due(now)


@every(timedelta(days=1))
def forget_old_pushes(now: datetime) -> None:
    """Forget what was pushed a week ago, and devices whose session is over."""
    push.forget_old(now)
