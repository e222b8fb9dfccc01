"""A post as one viewer sees it: words, names, figures and what the viewer may do with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value, prefetch_related_objects

from greenroom.people.models import Identity, Membership, NetworkMembership
from greenroom.social.models import Audience, Bookmark, Boost, CircleMember, Favourite, Mention, Post
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

Kind = Audience.Kind
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, kw_only=True)
class PostView:
    """Everything that a page, a feed or an app shows of a post; figures are those of this viewer."""

    post: Post
    author: Identity
    written_by: Identity | None  # the human behind an organisation's words
    audience: Audience
    audience_name: str
    audience_readers: int | None  # people; None for everybody and for followers
    reply_to_author: Identity | None  # only when the viewer may read what is answered
    reply_count: int = 0
    boost_count: int = 0
    favourite_count: int = 0
    is_boosted: bool = False
    is_favourite: bool = False
    is_kept: bool = False
    may_reply: bool = False
    may_boost: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_narrow: bool = False

    @property
    def id(self) -> int:
        """The post's id."""
        return self.post.pk

    @property
    def is_reply(self) -> bool:
        """Whether the post answers another, seen or not."""
        return self.post.reply_to_id is not None

    @property
    def has_history(self) -> bool:
        """Whether earlier words can be read."""
        return self.post.edited_at is not None

    @property
    def reading_minutes(self) -> int:
        """How long the note takes to read, in minutes."""
        return self.post.reading_minutes

    @property
    def excerpt(self) -> str:
        """The beginning of the note in plain words."""
        return self.post.excerpt

    @property
    def is_excerpt_cut(self) -> bool:
        """Whether the note goes on after the excerpt."""
        return self.post.is_excerpt_cut


def views_of(viewer: Viewer, posts: Sequence[Post]) -> list[PostView]:
    """Views of posts that came from `visible_to`, in the same order; two queries however many there are."""
    views, _identities = views_with(viewer, posts, also=())
    return views


def views_with(
    viewer: Viewer, posts: Sequence[Post], *, also: Iterable[int]
) -> tuple[list[PostView], dict[int, Identity]]:
    """The views, and the identities in them together with those of the ids in `also`, all read at once."""
    if not posts:
        return [], Identity.objects.in_bulk(set(also))
    prefetch_related_objects(posts, "audience")
    figures = Figures(viewer, posts)
    identities = Identity.objects.in_bulk({*_named_in(posts), *figures.parents.values(), *also})
    return [_view(viewer, post, figures, identities) for post in posts], identities


def name_of(audience: Audience) -> str:
    """What readers see: "The network", "Board"."""
    return str(audience.get_kind_display()) if audience.owner is None else audience.owner.display_name


class Figures:
    """Counts of many posts for one viewer, asked in one statement; nothing hidden is counted."""

    def __init__(self, viewer: Viewer, posts: Sequence[Post]) -> None:
        self.counts: dict[tuple[str, int], tuple[int, bool]] = {}
        self.parents: dict[int, int] = {}  # post -> author, of those that may be read
        for kind, key, number, mine in asked_together(_questions(viewer, posts)):
            if kind == "parent":
                self.parents[key] = number
            else:
                self.counts[kind, key] = (number, bool(mine))

    def count(self, kind: str, key: int) -> int:
        """How many; 0 when nobody."""
        return self.counts.get((kind, key), (0, False))[0]

    def is_mine(self, kind: str, key: int) -> bool:
        """Whether the viewer is among them."""
        return self.counts.get((kind, key), (0, False))[1]


def _questions(viewer: Viewer, posts: Sequence[Post]) -> list[Rows]:
    keys = [post.pk for post in posts]
    me = viewer.identity_id or 0
    parents = [post.reply_to_id for post in posts if post.reply_to_id]
    visible = Post.objects.visible_to(viewer)
    return [
        _grouped("replies", visible.filter(reply_to__in=keys), "reply_to", Q(author=me)),
        _grouped("boosts", _by_present(Boost, viewer, "author").filter(post__in=keys), "post", Q(author=me)),
        _grouped("helped", _by_present(Favourite, viewer, "identity").filter(post__in=keys), "post", Q(identity=me)),
        _grouped("kept", Bookmark.objects.filter(post__in=keys, identity=me), "post", Q(identity=me)),
        visible.filter(pk__in=parents).values_list(Value("parent"), "pk", "author", Value(0)),
        *_readers(posts),
    ]


def _grouped(kind: str, rows: QuerySet[Any], by: str, mine: Q) -> Rows:
    counted: Rows = rows.order_by().values(by).annotate(number=Count("pk"), mine=Count("pk", filter=mine))
    return counted.values_list(Value(kind), by, "number", "mine")


def _by_present(kind: type[Boost | Favourite], viewer: Viewer, who: str) -> QuerySet[Any]:
    """Reactions of identities that the viewer may know of: not suspended, no block between them."""
    suspended = Identity.objects.filter(suspended_at__isnull=False).values("pk")
    rows = kind.objects.exclude(**{f"{who}__in": suspended})
    return rows.exclude(**{f"{who}__in": sorted(viewer.hidden_ids)}) if viewer.hidden_ids else rows


def _readers(posts: Sequence[Post]) -> list[Rows]:
    """How many people belong to the closed audiences on the page."""
    owners = {kind: {post.audience.owner_id for post in posts if post.audience.kind == kind} for kind in Kind}
    direct = [post.pk for post in posts if post.audience_id == Audience.DIRECT]
    asked: list[Rows] = []
    if any(post.audience_id == Audience.NETWORK for post in posts):
        members = NetworkMembership.objects.filter(ended_at=None).order_by()
        counted = members.annotate(group=Value(Audience.NETWORK)).values("group").annotate(number=Count("pk"))
        asked.append(counted.values_list(Value("network"), "group", "number", Value(0)))
    employed = Membership.objects.filter(organisation__in=owners[Kind.ORGANISATION], ended_at=None)
    listed = CircleMember.objects.filter(circle__in=owners[Kind.CIRCLE], left_at=None)
    asked.append(_grouped("organisation", employed, "organisation", Q(pk=0)))
    asked.append(_grouped("circle", listed, "circle", Q(pk=0)))
    asked.append(_grouped("direct", Mention.objects.filter(post__in=direct), "post", Q(pk=0)))
    return asked


def _named_in(posts: Iterable[Post]) -> set[int]:
    """Authors, writers and owners of audiences; a person's key is the key of the identity."""
    found: set[int | None] = set()
    for post in posts:
        found |= {post.author_id, post.written_by_id, post.audience.owner_id}
    return {key for key in found if key is not None}


def _view(viewer: Viewer, post: Post, figures: Figures, identities: dict[int, Identity]) -> PostView:
    author = post.author = identities[post.author_id]
    audience = post.audience
    audience.owner = None if audience.owner_id is None else identities[audience.owner_id]
    is_own = post.author_id == viewer.identity_id
    by_house = author.kind == Identity.Kind.ORGANISATION and post.written_by_id is not None
    parent_author = figures.parents.get(post.reply_to_id or 0)
    return PostView(
        post=post,
        author=author,
        written_by=identities[post.written_by_id] if by_house and post.written_by_id else None,
        audience=audience,
        audience_name=name_of(audience),
        audience_readers=_readers_of(post, figures),
        reply_to_author=None if parent_author is None else identities[parent_author],
        reply_count=figures.count("replies", post.pk),
        boost_count=figures.count("boosts", post.pk),
        favourite_count=figures.count("helped", post.pk),
        is_boosted=figures.is_mine("boosts", post.pk),
        is_favourite=figures.is_mine("helped", post.pk),
        is_kept=figures.is_mine("kept", post.pk),
        may_reply=not viewer.is_guest and (audience.may_reply or is_own),
        may_boost=viewer.may_share(post),
        may_edit=is_own,
        may_delete=is_own,
        may_narrow=is_own and post.audience_id != Audience.DIRECT,
    )


def _readers_of(post: Post, figures: Figures) -> int | None:
    match post.audience.kind:
        case Kind.NETWORK:
            return figures.count("network", Audience.NETWORK)
        case Kind.ORGANISATION:
            return figures.count("organisation", post.audience.owner_id or 0)
        case Kind.CIRCLE:
            return figures.count("circle", post.audience.owner_id or 0)
        case Kind.DIRECT:
            return figures.count("direct", post.pk) + 1
    return None


def views_by_id(
    viewer: Viewer, keys: Collection[int], *, also: Iterable[int] = ()
) -> tuple[dict[int, PostView], dict[int, Identity]]:
    """Views of these posts by id, as far as the viewer may read them; three queries however many there are."""
    posts = list(Post.objects.visible_to(viewer).filter(pk__in=keys).select_related("audience")) if keys else []
    views, identities = views_with(viewer, posts, also=also)
    return {view.id: view for view in views}, identities
