"""The home timeline: what those whom one follows say and pass on, circles, and followed tags."""

from collections.abc import Set as AbstractSet

from greenroom.social import visibility
from greenroom.social.models import Filter
from greenroom.social.timelines.paging import LIMIT, Line, Page, Span
from greenroom.social.timelines.showing import page_of
from greenroom.social.timelines.sources import Wanted, merged
from greenroom.social.visibility import Viewer, listed


def home(viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = LIMIT) -> Page:
    """Posts and boosts by those whom the viewer follows, the viewer's own, circles, and own organisations' words.

    Of an organisation come the posts that it says itself. Posts with followed tags come as far as they may be read
    anyway. Whoever is on an exclusive list is left out. Each post stands there once.
    """
    span = Span(before=before, after=after, limit=limit)
    return page_of(viewer, span, lambda some: home_lines(viewer, some), context=Filter.Context.HOME)


def home_lines(viewer: Viewer, span: Span) -> list[Line]:
    """The ids of a home timeline, up to one more than wanted."""
    return [] if viewer.is_guest else merged(viewer, span, _wanted(viewer))


def _wanted(viewer: Viewer) -> Wanted:
    """Whose words come to a viewer's home."""
    standing = viewer.standing
    unwanted = viewer.muted_ids | viewer.hidden_ids
    absent = unwanted | standing.elsewhere
    own = ({viewer.identity_id or 0} | viewer.organisation_ids) - absent
    return Wanted(
        authors=_and_followed(own, viewer, viewer.followed_ids - absent, ""),
        boosters=_and_followed(own, viewer, viewer.boost_followed_ids - absent, "AND shows_boosts"),
        circles=listed(standing.circles.values()),
        tags=listed(standing.tags),
        unwanted=listed(unwanted or {0}),
        absent=listed(absent or {0}),
        has_many=len(viewer.followed_ids) > visibility.LONGEST_LIST,
    )


def _and_followed(own: AbstractSet[int], viewer: Viewer, followed: AbstractSet[int], which: str) -> str:
    """Oneself and whom one follows: a literal list, unless it is very long."""
    if len(followed) <= visibility.LONGEST_LIST:
        return listed(own | followed)
    me, absent = viewer.identity_id or 0, listed((viewer.muted_ids | viewer.standing.elsewhere) or {0})
    rows = f"SELECT followed_id FROM social_follow WHERE follower_id = {me:d} AND followed_id NOT IN ({absent}) {which}"  # noqa: S608
    return f"{rows} UNION ALL SELECT id FROM people_identity WHERE id IN ({listed(own)})"  # noqa: S608
