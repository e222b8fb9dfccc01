"""The timeline of a list: what some of those whom one follows say and pass on."""

from greenroom.social.models import Filter, ListMember, PeopleList
from greenroom.social.timelines.paging import LIMIT, Line, Page, Span
from greenroom.social.timelines.showing import page_of
from greenroom.social.timelines.sources import NOBODY, Wanted, merged
from greenroom.social.visibility import Viewer, listed

Replies = PeopleList.Replies
# An answer to oneself goes on with a thought, and one to the reader is the reader's business: both always stand.
ANSWERS = """(p.reply_to_id IS NULL OR EXISTS (SELECT 1 FROM social_post r
        WHERE r.id = p.reply_to_id AND (r.author_id IN (p.author_id, {me:d}) OR r.author_id IN ({answered}))))"""


def people_list(
    viewer: Viewer,
    people_list: PeopleList,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = LIMIT,
) -> Page:
    """What those on one of the viewer's lists say; of somebody else's list, nothing."""
    span = Span(before=before, after=after, limit=limit)
    return page_of(viewer, span, lambda some: list_lines(viewer, people_list, some), context=Filter.Context.HOME)


def list_lines(viewer: Viewer, people_list: PeopleList, span: Span) -> list[Line]:
    """The ids of a list's timeline, up to one more than wanted. A place on the list ends with the follow."""
    if viewer.is_guest or people_list.owner_id != viewer.identity_id:
        return []
    members = set(ListMember.objects.filter(people_list=people_list).values_list("identity", flat=True))
    unwanted = viewer.muted_ids | viewer.hidden_ids
    heard = (members & viewer.followed_ids) - unwanted
    if not heard:
        return []
    wanted = Wanted(
        authors=listed(heard),
        boosters=listed(heard & viewer.boost_followed_ids),
        unwanted=listed(unwanted or {0}),
        absent=listed(unwanted or {0}),
        answers=ANSWERS.format(me=people_list.owner_id, answered=_answered(viewer, people_list, members)),
    )
    return merged(viewer, span, wanted)


def _answered(viewer: Viewer, people_list: PeopleList, members: set[int]) -> str:
    """To whom, beside the reader, the answers may go that the list shows."""
    match people_list.replies:
        case Replies.FOLLOWED:
            return viewer.followed_sql()
        case Replies.LISTED:
            return listed(members)
    return NOBODY
