"""Posts of others in what a person takes along: as far as they may read them at the moment of reading."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from greenroom.people.belongings import Row
from greenroom.people.models import Identity, Person
from greenroom.people.stored.naming import who
from greenroom.social import addresses
from greenroom.social.models import Post
from greenroom.social.visibility import viewer_of

AT_ONCE = 200  # rows whose posts are read together


def quoted(post: Post | None) -> Row | None:
    """Who said what, when and where; of a post that came from `visible_to`."""
    if post is None:
        return None
    return {
        "id": str(post.pk),
        "author": who(post.author),
        "published_at": post.published_at,
        "headline": post.headline,
        "note": post.note,
        "language": post.language,
        "url": addresses.of_post(post.author.handle, post.pk),
    }


def readable(person: Person, keys: Iterable[int | None]) -> dict[int, Post]:
    """Those of these posts that the person reads now; somebody suspended reads what guests do."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    viewer = viewer_of(Identity.objects.get(pk=person.pk))
    rows = Post.objects.visible_to(viewer).filter(pk__in=wanted).select_related("author")
    return {post.pk: post for post in rows}


def with_posts(
    person: Person, rows: Iterable[Any], told: Callable[[Any, Post | None], Row], *, of: str = "post_id"
) -> Iterator[Row]:
    """Each row with its post, or without where the person may not read it; some hundreds at a time in memory."""
    for part in batched(rows, AT_ONCE, strict=False):
        posts = readable(person, [getattr(row, of) for row in part])
        yield from (told(row, posts.get(getattr(row, of) or 0)) for row in part)


def in_parts(rows: Any) -> Iterator[Sequence[Any]]:
    """A query's rows, some hundreds at a time."""
    yield from batched(rows.iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False)
