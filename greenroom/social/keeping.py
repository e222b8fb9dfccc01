"""What a backup holds of posts, what a restored copy does not tell again, and what is true in every sound database."""

from collections.abc import Iterator
from datetime import datetime

from django.db import Error as AnyDatabaseError
from django.db import connection, transaction
from django.db.models import F

from greenroom.kit.ids import first_id_at
from greenroom.kit.keeping.registry import has_pictures, invariant, remade, settled
from greenroom.social.models import DailyMail, Post, PostVersion, PushMessage, SearchEntry, SearchRebuild

has_pictures("social_media", "file_key")


@remade
def build_the_index() -> None:
    """SQLite's index of words is a virtual table over the entries; PostgreSQL's fills itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO social_searchindex (social_searchindex) VALUES ('rebuild')")


@settled
def pushes_are_unknown(now: datetime) -> None:
    """Pushes that waited when the backup was made: the original has probably sent them."""
    states = [PushMessage.State.PLANNED, PushMessage.State.SENDING]
    PushMessage.objects.filter(state__in=states).update(state=PushMessage.State.UNKNOWN, ended_at=now)


@settled
def daily_mails_begin_anew(now: datetime) -> None:
    """The next daily mail tells what comes from now on: what came before, the original has told."""
    up_to = first_id_at(now)
    DailyMail.objects.filter(told_up_to__lt=up_to).update(told_up_to=up_to)


@invariant("A reply stands in the thread of the post that it answers.")
def threads_hold_together() -> Iterator[str]:
    """Every chain of replies leads to its first post."""
    for key in (
        Post.objects.exclude(reply_to=None).exclude(thread_id=F("reply_to__thread_id")).values_list("pk", flat=True)
    ):
        yield f"post {key}"
    for key in Post.objects.filter(reply_to=None).exclude(thread_id=F("pk")).values_list("pk", flat=True):
        yield f"post {key}"


@invariant("A deleted post keeps no word: neither its own, nor an earlier one, nor in the index.")
def deleted_posts_are_silent() -> Iterator[str]:
    """What was withdrawn stays withdrawn."""
    gone = Post.objects.exclude(deleted_at=None)
    for key in gone.exclude(headline="", note="", headline_html="", note_html="").values_list("pk", flat=True):
        yield f"post {key}"
    for key in PostVersion.objects.exclude(post__deleted_at=None).exclude(headline="").values_list("post", flat=True):
        yield f"a version of post {key}"
    for key in gone.filter(pk__in=SearchEntry.objects.values("post_id")).values_list("pk", flat=True):
        yield f"post {key} is in the index"


@invariant("Every living post is in the index of words, or the index is being made.")
def index_is_complete() -> Iterator[str]:
    """Entries against posts, and on SQLite the index against its entries."""
    below = SearchRebuild.objects.values_list("below", flat=True).first()
    missing = Post.objects.living().exclude(pk__in=SearchEntry.objects.values("post_id"))
    for key in missing.filter(pk__gte=below or 0).values_list("pk", flat=True):
        yield f"post {key}"
    if connection.vendor == "sqlite" and below is None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO social_searchindex (social_searchindex, rank) VALUES ('integrity-check', 1)"
                )
        except AnyDatabaseError:
            yield "the index does not hold the words of its entries"
