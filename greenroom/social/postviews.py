"""A post as one viewer sees it: words, names, figures and what the viewer may do with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, prefetch_related_objects

from greenroom.people.models import Identity
from greenroom.social.figures import Figures
from greenroom.social.filtering import Filtered, Sieve
from greenroom.social.models import Audience, Post
from greenroom.social.pictures import Picture, pictures_in
from greenroom.social.polls import PollView, Tally, tally_of
from greenroom.social.visibility import OPEN_AUDIENCES, Viewer

GROUPS = (Audience.Kind.ORGANISATION, Audience.Kind.CIRCLE)


@dataclass(frozen=True, kw_only=True)
class PostView:
    """Everything that a page, a feed or an app shows of a post; figures are those of this viewer."""

    post: Post
    author: Identity
    written_by: Identity | None  # the human behind an organisation's words
    audience: Audience
    audience_name: str  # empty where the audience is untold
    audience_readers: int | None  # people; None for everybody, for followers, and for a group that the viewer has left
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
    may_pin: bool = False
    is_pinned: bool = False
    is_author_here: bool = True  # false for people known from a file, who have not accepted an invitation so far
    is_outside: bool = False  # its author, who is none of the readers: left the group, or never was in it
    filtered: Filtered | None = None  # by the viewer's own filters, where it is shown
    tally: Tally | None = None  # read through `poll`, which knows who may know the figures

    def poll(self, now: datetime) -> PollView | None:
        """What the post asks and, for whom it is to know, what was answered until `now`."""
        return None if self.tally is None else self.tally.at(now)

    @property
    def audience_kind(self) -> str:
        """What kind of audience it is; empty for a circle of others, of which nobody outside knows that it exists."""
        return "" if self.is_outside and self.audience.kind == Audience.Kind.CIRCLE else self.audience.kind

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
    def link(self) -> Mapping[str, str] | None:
        """What the page behind the first link says of itself: url, host, title, description and more; public posts."""
        card = self.post.extras.get("card")
        is_shown = card and self.audience.pk in OPEN_AUDIENCES and card["url"].startswith(("https://", "http://"))
        return card if is_shown else None

    @property
    def is_excerpt_cut(self) -> bool:
        """Whether the note goes on after the excerpt."""
        return self.post.is_excerpt_cut

    @property
    def pictures(self) -> list[Picture]:
        """The pictures, in the order that their writer chose."""
        return pictures_in(self.post.extras)


def marked(sieve: Sieve, view: PostView) -> PostView:
    """The view, with what the reader's filters say about it."""
    filtered = sieve.verdict(view.post)
    return view if filtered is None else replace(view, filtered=filtered)


def sifted(sieve: Sieve, views: Mapping[int, PostView]) -> dict[int, PostView]:
    """The views that the reader's filters do not hide, marked."""
    seen = {key: marked(sieve, view) for key, view in views.items()}
    return {key: view for key, view in seen.items() if view.filtered is None or not view.filtered.hides}


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
    known = Identity.objects.annotate(claimed_at=F("person__claimed_at"))
    identities: dict[int, Identity] = {**known.in_bulk({*_named_in(posts), *figures.parents.values(), *also})}
    return [_view(viewer, post, figures, identities) for post in posts], identities


def name_of(audience: Audience) -> str:
    """What readers see: "The network", "Board"."""
    return str(Audience.Kind(audience.kind).label) if audience.owner is None else audience.owner.display_name


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
    # Own words outlast one's place in a group; how a circle is called and how many it is now, they do not tell.
    is_outside = audience.kind in GROUPS and audience.pk not in viewer.standing.audiences
    is_untold = is_outside and audience.kind == Audience.Kind.CIRCLE
    by_house = author.kind == Identity.Kind.ORGANISATION and post.written_by_id is not None
    parent_author = figures.parents.get(post.reply_to_id or 0)
    return PostView(
        post=post,
        author=author,
        written_by=identities[post.written_by_id] if by_house and post.written_by_id else None,
        audience=audience,
        audience_name="" if is_untold else name_of(audience),
        audience_readers=None if is_outside else figures.readers_of(post),
        reply_to_author=None if parent_author is None else identities[parent_author],
        reply_count=figures.count("replies", post.pk),
        boost_count=figures.count("boosts", post.pk),
        favourite_count=figures.count("helped", post.pk),
        is_boosted=figures.is_mine("boosts", post.pk),
        is_favourite=figures.is_mine("helped", post.pk),
        is_kept=figures.is_mine("kept", post.pk),
        may_reply=not viewer.is_guest and not is_outside and (audience.may_reply or is_own),
        may_boost=viewer.may_share(post),
        may_edit=is_own and not is_outside,
        may_delete=is_own,
        may_narrow=is_own and post.audience_id != Audience.DIRECT,
        may_pin=is_own and not is_outside and post.audience_id != Audience.DIRECT,
        is_author_here=author.kind != Identity.Kind.PERSON or getattr(author, "claimed_at", None) is not None,
        is_outside=is_outside,
        is_pinned=figures.is_mine("pinned", post.pk),
        tally=tally_of(viewer, post, figures),
    )


def views_by_id(
    viewer: Viewer, keys: Collection[int], *, also: Iterable[int] = ()
) -> tuple[dict[int, PostView], dict[int, Identity]]:
    """Views of these posts by id, as far as the viewer may read them; three queries however many there are."""
    posts = list(Post.objects.visible_to(viewer).filter(pk__in=keys).select_related("audience")) if keys else []
    views, identities = views_with(viewer, posts, also=also)
    return {view.id: view for view in views}, identities
