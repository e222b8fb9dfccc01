"""Who may read a post: the one rule, as a query and as a predicate (stream, section 5)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from greenroom.people.models import Identity
from greenroom.social.models import Audience, Follow, Mention, Post
from greenroom.social.standing import Standing, standing_of

OPEN_AUDIENCES = (Audience.PUBLIC, Audience.QUIET_PUBLIC)
HOST = 2  # the lowest rank that hosts
LONGEST_LIST = 5_000  # follows beyond which a literal list costs more than a subquery


@dataclass(frozen=True)
class Viewer:
    """Whoever reads: one identity, or a guest; never the union of a person and whom they speak as.

    What the identity belongs to is read once, when first asked for, and holds for one request.
    """

    identity: Identity | None = None
    _cache: dict[str, Standing] = field(default_factory=dict, repr=False, compare=False)

    @property
    def identity_id(self) -> int | None:
        """The identity's key; None for a guest."""
        return None if self.identity is None else self.identity.pk

    @property
    def is_guest(self) -> bool:
        """Whether nobody is signed in."""
        return self.identity is None

    @property
    def standing(self) -> Standing:
        """Ties and memberships, read in one query."""
        if "standing" not in self._cache:
            self._cache["standing"] = Standing() if self.identity is None else standing_of(self.identity.pk)
        return self._cache["standing"]

    @property
    def is_member(self) -> bool:
        """Whether the viewer belongs to the network now."""
        return self.standing.is_member

    @property
    def is_host(self) -> bool:
        """Whether the viewer owns or administers the network, by role; for what is shown, never for what is done."""
        return self.standing.network_rank >= HOST

    @property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations whose audience the viewer belongs to."""
        return frozenset(self.standing.organisations)

    @property
    def circle_ids(self) -> frozenset[int]:
        """Circles in which the viewer is listed."""
        return frozenset(self.standing.circles)

    @property
    def followed_ids(self) -> frozenset[int]:
        """Identities that the viewer follows."""
        return frozenset(self.standing.followed)

    @property
    def boost_followed_ids(self) -> frozenset[int]:
        """Identities whose boosts the viewer wants to see too."""
        return frozenset(key for key, shows_boosts in self.standing.followed.items() if shows_boosts)

    @property
    def hidden_ids(self) -> frozenset[int]:
        """Identities with a block in either direction."""
        return frozenset(self.standing.hidden)

    @property
    def muted_ids(self) -> frozenset[int]:
        """Identities that the viewer has muted."""
        return frozenset(self.standing.muted)

    def readable(self) -> Q:
        """The rule as a condition on posts: what `Post.objects.visible_to` uses."""
        rule = Q(deleted_at=None) & ~Q(author__in=_suspended())
        if self.identity is None:
            return rule & Q(audience__in=OPEN_AUDIENCES)
        if self.standing.hidden:
            rule &= ~Q(author__in=sorted(self.standing.hidden))
        return rule & Q(Q(author=self.identity.pk) | self._matching())

    def _matching(self) -> Q:
        """Posts whose audience the viewer belongs to now."""
        standing = self.standing
        always = [key for key, since in standing.audiences.items() if since is None]
        match = Q(audience__in=sorted([*OPEN_AUDIENCES, *always]))
        for key, since in standing.audiences.items():
            if since is not None:
                match |= Q(audience=key, id__gte=since)
        if standing.followed:
            match |= Q(audience=Audience.FOLLOWERS) & self.said_by(standing.followed)
        named = Mention.objects.filter(post=OuterRef("pk"), identity=self.identity_id)
        return match | Q(Exists(named), audience=Audience.DIRECT)

    def said_by(self, followed: Collection[int]) -> Q:
        """Posts by some of those whom the viewer follows: a literal list, which both databases plan well."""
        if len(followed) <= LONGEST_LIST:
            return Q(author__in=sorted(followed))
        return Q(author__in=Follow.objects.filter(follower=self.identity_id).values("followed"))

    def belongs(self, post: Post) -> bool:
        """Whether the post's audience matches the viewer now, blocks and suspension aside."""
        if post.audience_id in OPEN_AUDIENCES:
            return True
        if self.identity is None:
            return False
        if post.audience_id == Audience.FOLLOWERS:
            return post.author_id in self.standing.followed
        if post.audience_id == Audience.DIRECT:
            return Mention.objects.filter(post=post.pk, identity=self.identity.pk).exists()
        if post.audience_id not in self.standing.audiences:
            return False
        since = self.standing.audiences[post.audience_id]
        return since is None or post.pk >= since

    def may_share(self, post: Post) -> bool:
        """Whether the viewer, who reads the post, may pass it on (stream, section 4, column "Share")."""
        rule = post.audience.may_share
        if self.identity is None or rule == Audience.Share.NOBODY:
            return False
        if rule == Audience.Share.AUTHOR:
            return post.author_id == self.identity.pk
        return rule == Audience.Share.EVERYBODY or self.belongs(post)


GUEST = Viewer()


def viewer_of(identity: Identity | None) -> Viewer:
    """The viewer that an identity is; suspended ones and circles read what guests read."""
    if identity is None or identity.suspended_at is not None or identity.kind == Identity.Kind.CIRCLE:
        return GUEST
    return Viewer(identity=identity)


def visible(viewer: Viewer, post: Post) -> bool:
    """Whether `viewer` may read `post` now: the same rule for one post in hand."""
    if post.deleted_at is not None or post.author.suspended_at is not None:
        return False
    if post.author_id in viewer.standing.hidden:
        return False
    return post.author_id == viewer.identity_id or viewer.belongs(post)


def _suspended() -> QuerySet[Identity, Any]:
    """Identities that nobody reads, as a subquery; there are few, and an index holds only them."""
    return Identity.objects.filter(suspended_at__isnull=False).values("pk")
