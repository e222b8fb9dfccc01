"""Writing the index: in the transaction of the act that stores or withdraws words, and anew as a whole."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from greenroom.kit import text
from greenroom.social.models import Media, Post, SearchRebuild
from greenroom.social.search.backends import backend
from greenroom.social.search.terms import Entry
from greenroom.social.search.words import BREAK, language_of, language_tokens, stem_token, words_of
from greenroom.social.visibility import listed

BATCH = 200  # posts written in one transaction of a rebuild: a quarter of a second for whoever waits to write
LONGEST_DESCRIPTION = 5_000  # characters of one picture's description that are looked up
EVERYTHING = 2**63 - 1
# By hand, because every post that is published passes here, and the mapper needs longer than all the rest.
DESCRIPTIONS = """
SELECT post_id, description FROM social_media
 WHERE post_id IN ({keys}) AND description <> '' AND state <> %s ORDER BY position, id
"""


def put_in(posts: Sequence[Post]) -> None:
    """Make these posts be found by the words that they have now; after words and pictures are stored."""
    if not posts:
        return
    described = descriptions([post.pk for post in posts])
    backend().put_in([entry_of(post, described[post.pk]) for post in posts])


def take_out(post_ids: Sequence[int]) -> None:
    """Let nothing of these posts be found any more."""
    backend().take_out(post_ids)


def entry_of(post: Post, described: Sequence[str] = ()) -> Entry:
    """The tokens of a post: of its headline, its note without marks, and the descriptions of its pictures."""
    parts = [words_of(written) for written in (post.headline, text.plain(post.note), *described)]
    parts = [part for part in parts if part]
    language = language_of(post.language)
    stems = dict.fromkeys(stem_token(word, language) for part in parts for word in part)
    stream = f" {BREAK} ".join(" ".join(part) for part in parts)
    return Entry(post.pk, " ".join([*stems, *language_tokens(post.language)]), stream)


def descriptions(post_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """What stands in for the pictures of these posts, in their order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(DESCRIPTIONS.format(keys=listed(post_ids)), [Media.State.REFUSED.value])
        for post_id, description in cursor.fetchall():
            found[post_id].append(description[:LONGEST_DESCRIPTION])
    return found


@transaction.atomic
def begin_anew(*, now: datetime) -> SearchRebuild:
    """Empty the index, to be filled by `go_on`; one that is being filled already is gone on with."""
    under_way = SearchRebuild.objects.select_for_update().first()
    if under_way is not None:
        return under_way
    backend().empty()
    return SearchRebuild.objects.create(below=EVERYTHING, began_at=now)


@transaction.atomic
def go_on(*, batch: int = BATCH) -> int:
    """Index some more posts of a rebuild, the newest of those that are missing; returns how many, 0 when all are in.

    Whoever is stopped between two calls goes on where the last one ended.
    """
    under_way = SearchRebuild.objects.select_for_update().first()
    if under_way is None:
        return 0
    rows = Post.objects.living().filter(pk__lt=under_way.below).order_by("-pk")
    posts = list(rows.select_for_update(no_key=True)[:batch])
    if not posts:
        under_way.delete()
        return 0
    put_in(posts)
    under_way.below = posts[-1].pk
    under_way.save(update_fields=["below"])
    return len(posts)


def missing_below() -> int | None:
    """While the index is made anew, the id below which posts are not found yet."""
    return SearchRebuild.objects.values_list("below", flat=True).first()
