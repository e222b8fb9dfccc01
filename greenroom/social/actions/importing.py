"""Posts and follows from files: dated as they were, told to nobody."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.ids import id_at
from greenroom.kit.refusals import Refusal
from greenroom.people import queries as people
from greenroom.people.models import Identity, Person
from greenroom.social.actions.attaching import attach
from greenroom.social.actions.authority import require_acts_as, require_may_post
from greenroom.social.actions.publishing import put_out
from greenroom.social.actions.wording import worded
from greenroom.social.events import PostImported
from greenroom.social.models import Audience, Follow, Media, Post
from greenroom.social.reach import lies_within, readers_among
from greenroom.social.search import indexing

BATCH = 2_000
# By hand: a file holds hundreds of thousands, and the mapper takes most of the time that each one costs. A follow
# that was made meanwhile stands; a conflict of ids is an error rather than a lost follow.
INSERT_FOLLOW = """
INSERT INTO social_follow (id, follower_id, followed_id, shows_boosts, rings, created_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (follower_id, followed_id) DO NOTHING
"""


@transaction.atomic
def import_post(  # noqa: PLR0913 - a file's fields, each by name
    *,
    author: Identity,
    audience: Audience,
    headline: str,
    note: str = "",
    language: str = "",
    spoiler_text: str = "",
    sensitive: bool = False,
    names_people: bool = True,
    published_at: datetime,
    source_key: str,
    reply_to: Post | None = None,
    media: Sequence[Media] = (),
    by: Person | None,
    now: datetime,
) -> Post:
    """Store a post of the past under an id of its own time; nobody is told. The same key finds the same post.

    `by` None is the operator at the console. Somebody else's posts are for hosts to import. `media` are those that
    `import_picture` kept for this post, in order. Without `names_people`, handles are words. Refuses a date in the
    future, words over the limits, and an answer that would reach beyond its parent.
    """
    if existing := Post.objects.filter(source_key=source_key).first():
        return existing
    if published_at > now:
        raise Refusal(_("The date lies in the future."), code="future")
    require_may_import(author, audience, by)
    if reply_to is not None and not lies_within(audience.pk, author_id=author.pk, parent=reply_to):
        raise Refusal(
            _("The answer would reach beyond the readers of the post that it answers."), code="wider_than_parent"
        )
    wording = worded(
        headline=headline,
        note=note,
        language=language,
        spoiler_text=spoiler_text,
        sensitive=sensitive,
        names_people=names_people,
    )
    named = {identity.pk for identity in wording.named} - {author.pk}
    if reply_to is not None and audience.pk == Audience.DIRECT:
        named = readers_among(reply_to.audience, author_id=reply_to.author_id, keys=named, post=reply_to)
    post = Post(author=author, written_by=by, audience=audience, reply_to=reply_to, published_at=published_at)
    post.source_key = source_key
    if (out := put_out(post, wording, moment=published_at, reached=named)) is post:
        if media:
            attach(media, post, by=media[0].person, now=now)
        indexing.put_in([post])
        publish(PostImported(at=now, post_id=post.pk))
    return out


def import_follows(pairs: Iterable[tuple[int, int]], *, now: datetime, by: Person | None = None) -> tuple[int, int]:
    """Store follows given as pairs (follower, followed) of identity ids; returns how many were new and how many old.

    `by` None is the operator at the console. Nobody is told. Refuses everybody but hosts.
    """
    if by is not None and not people.is_host(by):
        raise Refusal(_("Only the hosts of the network can do this."), code="no_clearance")
    given = made = 0
    for batch in batched(pairs, BATCH, strict=False):
        wanted = {pair for pair in batch if pair[0] != pair[1]}
        given += len(wanted)
        made += _store(wanted, now)
    return made, given - made


@transaction.atomic
def _store(pairs: set[tuple[int, int]], now: datetime) -> int:
    """Insert what is missing of one batch."""
    followers = {follower for follower, _followed in pairs}
    rows = Follow.objects.filter(follower__in=followers).values_list("follower", "followed")
    missing = sorted(pairs - set(rows.iterator()))
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_FOLLOW, [(id_at(now), one, other, True, False, moment) for one, other in missing])
    return len(missing)


def require_may_import(author: Identity, audience: Audience | None, by: Person | None) -> None:
    """A host imports anybody's posts to any audience; others only their own, where they may post."""
    if by is None or people.is_host(by):
        return
    require_acts_as(author, by)
    if audience is not None:
        require_may_post(audience, author=author, by=by)
