"""Who may read a post: the one rule, as a query and as a predicate (stream, section 5)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import ExpressionList, F, Lookup

from greenroom.people.models import Identity
from greenroom.social.models import Audience, Mention, Post
from greenroom.social.standing import Standing, standing_of

OPEN_AUDIENCES = (Audience.PUBLIC, Audience.QUIET_PUBLIC)
LONGEST_LIST = 500  # keys beyond which PostgreSQL needs longer to plan a literal list than to read a subquery
if TYPE_CHECKING:
    BooleanLookup = Lookup[bool]
else:
    BooleanLookup = Lookup
HOST = 2  # the lowest rank that hosts


class Readable(BooleanLookup):
    """The rule as a condition on posts: one expression, however much a viewer belongs to.

    A lookup and not a function, because SQLite would compare a function with 1 and then use no index.
    """

    lookup_name = "readable"
    prepare_rhs = False

    def __init__(self, columns: ExpressionList, viewer: "Viewer") -> None:
        super().__init__(columns, viewer)

    @classmethod
    def by(cls, viewer: "Viewer") -> "Readable":
        """The rule of this viewer."""
        return cls(ExpressionList(F("pk"), F("author"), F("audience"), F("deleted_at")), viewer)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:  # noqa: ARG002 - the same for both
        """The rule about the columns of this query; it holds keys alone and so needs no parameters."""
        columns = [compiler.compile(column)[0] for column in self.lhs.get_source_expressions()]
        return self.rhs.rule(*columns), ()


@dataclass(frozen=True)
class Viewer:
    """Whoever reads: one identity, or a guest; never the union of a person and whom they speak as.

    What the identity belongs to is read once, when first asked for, and holds for one request.
    """

    identity: Identity | None = None
    _cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

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
        identity = self.identity
        return self.once("standing", lambda: Standing() if identity is None else standing_of(identity.pk))

    def once[Kept](self, name: str, read: Callable[[], Kept]) -> Kept:
        """What is read when first asked for and kept for this viewer, who holds for one request."""
        if name not in self._cache:
            self._cache[name] = read()
        kept: Kept = self._cache[name]
        return kept

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

    def readable(self) -> Readable:
        """The rule as a condition: what `Post.objects.visible_to` uses."""
        return Readable.by(self)

    def rule(self, key: str, author: str, audience: str, deleted_at: str) -> str:
        """The rule as SQL about a post with these columns, in the order of stream, section 5.

        By hand, because every list of posts holds it, most of them several times; all values are keys.
        """
        told = [f"{deleted_at} IS NULL"]
        told.append(f"{author} NOT IN (SELECT id FROM people_identity WHERE suspended_at IS NOT NULL)")  # noqa: S608
        if self.identity is None:
            return _all([*told, f"{audience} IN ({listed(OPEN_AUDIENCES)})"])
        if self.standing.hidden:
            told.append(f"{author} NOT IN ({listed(self.standing.hidden)})")
        return _all([*told, _any([f"{author} = {self.identity.pk:d}", *self._matching(key, author, audience)])])

    def _matching(self, key: str, author: str, audience: str) -> list[str]:
        """The audiences that match the viewer now, each with its rule about old posts."""
        standing, me = self.standing, self.identity_id or 0
        always = [audience_id for audience_id, since in standing.audiences.items() if since is None]
        match = [f"{audience} IN ({listed([*OPEN_AUDIENCES, *always])})"]
        for audience_id, since in standing.audiences.items():
            if since is not None:
                match.append(f"{audience} = {audience_id:d} AND {key} >= {since:d}")
        if standing.followed:
            match.append(f"{audience} = {Audience.FOLLOWERS} AND {author} IN ({self.followed_sql()})")
        named = f"SELECT 1 FROM social_mention m WHERE m.identity_id = {me:d} AND m.post_id = {key}"  # noqa: S608
        return [*match, f"{audience} = {Audience.DIRECT} AND EXISTS ({named})"]

    def followed_sql(self) -> str:
        """Whom the viewer follows: a literal list, which both databases plan well, unless it is very long."""
        if len(self.standing.followed) <= LONGEST_LIST:
            return listed(self.standing.followed)
        return f"SELECT followed_id FROM social_follow WHERE follower_id = {self.identity_id:d}"  # noqa: S608

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


def listed(keys: Collection[int]) -> str:
    """Keys as a literal list; whatever is not a whole number raises. No keys make a list that nothing is in."""
    return ",".join(f"{key:d}" for key in sorted(keys)) or "NULL"


def _all(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})"


def _any(conditions: list[str]) -> str:
    return f"({' OR '.join(f'({condition})' for condition in conditions)})"
