"""Timelines of a place: the network, an organisation, a circle, a tag, a profile, and what somebody kept."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from greenroom.kit import text
from greenroom.people.models import Identity
from greenroom.social.models import Audience, Bookmark, Boost, Favourite, Filter, Pin, Post, PostTag, Tag
from greenroom.social.timelines.paging import LIMIT, Line, Page, Rows, Span, as_posts, lines_of, merged_parts, unmuted
from greenroom.social.timelines.showing import page_of
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

Context = Filter.Context
PINNED = 1 << 62  # far above the id of any post


def local(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """Every public and network post that the viewer may read."""
    span = Span(before=before, after=after, limit=limit)
    return page_of(viewer, span, lambda some: lines_of(local_parts(viewer, some), some), context=Context.PUBLIC)


def local_parts(viewer: Viewer, span: Span) -> list[Rows]:
    """One part per audience: each reads its own index from the newest on."""
    return [span.of(as_posts(unmuted(viewer).filter(audience=Audience.PUBLIC))), *network_parts(viewer, span)]


def network(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """What members say to the network."""
    span = Span(before=before, after=after, limit=limit)
    return page_of(viewer, span, lambda some: lines_of(network_parts(viewer, some), some), context=Context.PUBLIC)


def network_parts(viewer: Viewer, span: Span) -> list[Rows]:
    """The one part of the network's timeline."""
    return [span.of(as_posts(said_to(viewer, Audience.NETWORK)))]


def said_to(viewer: Viewer, audience_id: int) -> QuerySet[Post]:
    """What is said to a closed audience; of one that the viewer is not in, the viewer's own words alone.

    Without that, a database would look through all of it in vain.
    """
    rows = unmuted(viewer).filter(audience=audience_id)
    return rows if audience_id in viewer.standing.audiences else rows.filter(author=viewer.identity_id or 0)


def organisation(
    viewer: Viewer, identity: Identity, *, before: int | None = None, after: int | None = None, limit: int = LIMIT
) -> Page:
    """What is said to an organisation's audience, and what the organisation itself says."""
    span = Span(before=before, after=after, limit=limit)
    rows = unmuted(viewer)
    inside = Audience.objects.filter(owner=identity).values_list("pk", flat=True).first() or 0
    parts = [as_posts(said_to(viewer, inside)), as_posts(rows.filter(author=identity).exclude(audience=inside))]
    return page_of(viewer, span, lambda some: merged_parts(parts, some), context=Context.ACCOUNT)


def circle(
    viewer: Viewer, identity: Identity, *, before: int | None = None, after: int | None = None, limit: int = LIMIT
) -> Page:
    """What is said in a circle, since the viewer joined it."""
    span = Span(before=before, after=after, limit=limit)
    inside = Audience.objects.filter(owner=identity).values_list("pk", flat=True).first() or 0
    part = as_posts(said_to(viewer, inside))
    return page_of(viewer, span, lambda some: merged_parts([part], some), context=Context.ACCOUNT)


def tag(viewer: Viewer, name: str, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """Posts that carry a tag, however it is written; quiet public ones are in no feed but their author's."""
    span = Span(before=before, after=after, limit=limit)
    found = Tag.objects.filter(folded=text.fold(name[:200].removeprefix("#"))).values_list("pk", flat=True).first()
    part = carrying(viewer).filter(tag=found or 0).values_list("post", Value(0), Value(0))
    return page_of(viewer, span, lambda some: lines_of([some.of(part, field="post")], some), context=Context.PUBLIC)


def carrying(viewer: Viewer) -> QuerySet[PostTag]:
    """Tags on posts that stand in the viewer's feeds of those tags."""
    readable = unmuted(viewer).exclude(Q(audience=Audience.QUIET_PUBLIC) & ~Q(author=viewer.identity_id or 0))
    return PostTag.objects.filter(Exists(readable.filter(pk=OuterRef("post"))))


def profile(
    viewer: Viewer,
    identity: Identity,
    *,
    with_replies: bool = False,
    before: int | None = None,
    after: int | None = None,
    limit: int = LIMIT,
) -> Page:
    """What an identity says and passes on; answers to others only `with_replies`.

    The first page begins with what the identity has pinned; what stands there is on no page a second time.
    """
    span = Span(before=before, after=after, limit=limit)
    if identity.pk in viewer.hidden_ids or identity.suspended_at is not None:
        return Page(entries=[], has_more=False)
    readable = Post.objects.visible_to(viewer)
    said = readable.filter(author=identity).exclude(Exists(Pin.objects.filter(post=OuterRef("pk"))))
    if not with_replies:
        said = said.filter(Q(reply_to=None) | Q(reply_to__author=identity))
    parts = [as_posts(said), boosts_by(Q(author=identity), readable)]

    def find(some: Span) -> list[Line]:
        """A stretch of the profile; the first one brings the pinned posts along."""
        pins = [pinned_by(identity, readable)] if some.before is None and some.after is None else []
        most = some.limit + 1 + Pin.PLACES
        rows = asked_together([*map(some.of, parts), *pins], limit=most, newest_first=some.newest_first)
        return [as_line(row) for row in rows]

    return page_of(viewer, span, find, context=Context.ACCOUNT)


def profile_tag(
    viewer: Viewer,
    identity: Identity,
    name: str,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = LIMIT,
) -> Page:
    """All that an identity says itself under a tag, answers included."""
    span = Span(before=before, after=after, limit=limit)
    if identity.pk in viewer.hidden_ids or identity.suspended_at is not None:
        return Page(entries=[], has_more=False)
    carrying = PostTag.objects.filter(tag__folded=text.fold(name[:200]), post=OuterRef("pk"))
    said = Post.objects.visible_to(viewer).filter(Exists(carrying), author=identity)
    return page_of(viewer, span, lambda some: merged_parts([as_posts(said)], some), context=Context.ACCOUNT)


def pinned_by(identity: Identity, readable: QuerySet[Post, Any]) -> Rows:
    """What the identity has pinned in the columns of a line, with ids that sort before all others."""
    pins = Pin.objects.filter(Exists(readable.filter(pk=OuterRef("post"))), identity=identity)
    return pins.values_list(F("pk") + Value(PINNED), F("pk"), Value(0))


def as_line(row: tuple[int, ...]) -> Line:
    """A line of a profile."""
    key, post, author = row
    if key >= PINNED:
        return Line(id=post, post_id=post, is_pinned=True)
    return Line(id=key, post_id=post or key, boosted_by=author or None)


def boosts_by(who: Q, readable: QuerySet[Post, Any]) -> Rows:
    """Boosts of these identities in the columns of a line, where the original may be read."""
    rows = Boost.objects.filter(who, Exists(readable.filter(pk=OuterRef("post"))))
    return rows.values_list("pk", "post", "author")


def kept(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """What the viewer keeps, as far as it may be read now; the cursor is the bookmark."""
    return _reacted(viewer, Bookmark.objects.all(), Span(before=before, after=after, limit=limit))


def helped(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """What helped the viewer, as far as it may be read now; the cursor is the favourite."""
    return _reacted(viewer, Favourite.objects.all(), Span(before=before, after=after, limit=limit))


def _reacted(viewer: Viewer, rows: QuerySet[Any], span: Span) -> Page:
    readable = Post.objects.visible_to(viewer).filter(pk=OuterRef("post"))
    mine = rows.filter(Exists(readable), identity=viewer.identity_id or 0)
    part = mine.values_list("pk", F("post"), Value(0))
    return page_of(viewer, span, lambda some: merged_parts([part], some))
