"""Finding posts: those that hold what is asked for, as far as the viewer may read them at this moment."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from greenroom.kit.ids import first_id_at
from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social.models import Audience
from greenroom.social.postviews import PostView, views_by_id
from greenroom.social.search.backends import backend
from greenroom.social.search.query import Query
from greenroom.social.search.terms import Source, Terms
from greenroom.social.search.words import language_token, stem_tokens
from greenroom.social.visibility import Viewer, listed

LIMIT = 20
FARTHEST = 2**63 - 1
FIXED = {kind.value: key for kind, key in (
    (Audience.Kind.PUBLIC, Audience.PUBLIC),
    (Audience.Kind.QUIET_PUBLIC, Audience.QUIET_PUBLIC),
    (Audience.Kind.FOLLOWERS, Audience.FOLLOWERS),
    (Audience.Kind.NETWORK, Audience.NETWORK),
    (Audience.Kind.DIRECT, Audience.DIRECT),
)}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PostsFound:
    """Some posts, newest first; `total` counts all that the viewer may read, `oldest` begins the next page."""

    total: int = 0
    posts: tuple[PostView, ...] = ()
    has_more: bool = False
    troubles: tuple[str, ...] = ()  # sentences that say why nothing can be found

    @property
    def oldest(self) -> int | None:
        """The id below which the next page begins."""
        return self.posts[-1].id if self.posts else None


def find_posts(viewer: Viewer, query: Query, *, before: int | None = None, limit: int = LIMIT) -> PostsFound:
    """A page of the posts that match, with the total of all pages."""
    total, keys, troubles = find_ids(viewer, query, before=before, limit=limit + 1)
    views, _identities = views_by_id(viewer, keys[:limit])
    posts = tuple(views[key] for key in keys[:limit] if key in views)
    return PostsFound(total=total, posts=posts, has_more=len(keys) > limit, troubles=troubles)


def find_ids(
    viewer: Viewer, query: Query, *, before: int | None = None, limit: int = LIMIT
) -> tuple[int, list[int], tuple[str, ...]]:
    """How many posts match, the ids of the newest below `before`, and what cannot be looked for.

    Those whom the viewer has muted are left out, as in the home timeline, unless they are asked for by name.
    """
    if query.troubles or query.is_empty:
        return 0, [], query.troubles
    sought = Sought(viewer, query)
    if sought.troubles:
        return 0, [], sought.troubles
    return sought.count(), sought.newest(before, limit), ()


class Sought:
    """A query in the keys and tokens that the database knows, for one viewer."""

    def __init__(self, viewer: Viewer, query: Query) -> None:
        self.viewer = viewer
        self._troubles: list[str] = []
        authors = [self._author(handle) for handle in query.authors]
        places = [self._place(handle) for handle in query.places]
        self.conditions = [viewer.rule("p.id", "p.author_id", "p.audience_id", "p.deleted_at")]
        self.conditions += [f"p.author_id = {key:d}" for key in authors]
        self.conditions += [f"p.audience_id = {key:d}" for key in places]
        if viewer.muted_ids and not authors:
            self.conditions.append(f"p.author_id NOT IN ({listed(viewer.muted_ids)})")
        self.terms = terms_of(query)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What was asked for and is not there, as far as the viewer may know."""
        return tuple(self._troubles)

    def count(self) -> int:
        """How many posts match, all of them."""
        ((total,),) = self._asked("COUNT(*)", self.terms)
        return total

    def newest(self, before: int | None, limit: int) -> list[int]:
        """The ids of the newest ones below `before`."""
        until = [bound for bound in (self.terms.until, before) if bound is not None]
        terms = replace(self.terms, until=min(until, default=None))
        return [key for (key,) in self._asked("p.id", terms, limit)]

    def _asked(self, columns: str, terms: Terms, limit: int | None = None) -> list[tuple[int, ...]]:
        source = backend().source(terms) if terms.have_words else posts_between(terms)
        conditions = " AND ".join([*source.conditions, *self.conditions])
        order = "" if limit is None else f"ORDER BY {source.key} DESC LIMIT {limit:d}"
        statement = f"{source.before} SELECT {columns} FROM {source.rows} WHERE {conditions} {order}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(statement, source.parameters)
            return list(cursor.fetchall())

    def _author(self, handle: str) -> int:
        """Whoever has the handle; a circle, and whoever is hidden from the viewer, are as good as nobody."""
        identity = people.identity_by_handle(handle)
        hidden = identity is None or identity.kind == Identity.Kind.CIRCLE or identity.pk in self.viewer.hidden_ids
        if identity is None or hidden:
            self._troubles.append(_("Nobody here is called @%(handle)s.") % {"handle": handle})
            return 0
        return identity.pk

    def _place(self, handle: str) -> int:
        """The audience of a kind, or of an organisation or circle in which the viewer is; others do not exist."""
        if handle in FIXED:
            return FIXED[handle]
        identity = people.identity_by_handle(handle)
        standing = self.viewer.standing
        known = standing.organisations | standing.circles
        if identity is None or identity.pk not in known:
            self._troubles.append(_("You are in no organisation or circle called @%(handle)s.") % {"handle": handle})
            return 0
        return known[identity.pk]


def posts_between(terms: Terms) -> Source:
    """Where only operators are asked for, the posts themselves are read."""
    return Source("", "social_post p", tuple(terms.bounds("p.id")), "p.id")


def terms_of(query: Query) -> Terms:
    """What a post must hold."""
    singles = [phrase[0] for phrase in query.phrases if len(phrase) == 1]
    return Terms(
        any_of=tuple(tuple(stem_tokens(word)) for word in query.words),
        all_of=(*singles, *map(language_token, query.languages)),
        phrases=tuple(phrase for phrase in query.phrases if len(phrase) > 1),
        since=max(map(first_id_of, query.after), default=None),
        until=min(map(first_id_of, query.before), default=None),
    )


def first_id_of(day: date) -> int:
    """The lowest id of a day, in the reader's time zone."""
    begins = datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
    try:
        return min(first_id_at(begins.astimezone(UTC)), FARTHEST)
    except OverflowError:  # the first day that there is, east of Greenwich
        return 0
