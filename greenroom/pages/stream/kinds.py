"""The kinds of notices of the core, each with its icon and its sentence."""

from django.utils.translation import gettext, ngettext

from greenroom.social.models import Notice
from greenroom.social.queries import NoticeGroup
from greenroom.web.notice_kinds import NoticeKind, register

Kind = Notice.Kind


def mention(_group: NoticeGroup, count: int) -> str:
    """Somebody is named."""
    return ngettext("{names} mentions you:", "{names} mention you:", count)


def reply(_group: NoticeGroup, count: int) -> str:
    """A post is answered."""
    return ngettext("{names} replied to you:", "{names} replied to you:", count)


def boost(_group: NoticeGroup, count: int) -> str:
    """A post is passed on."""
    return ngettext("{names} boosted your post:", "{names} boosted your post:", count)


def helped(_group: NoticeGroup, count: int) -> str:
    """A post helped."""
    return ngettext(
        "{names} marked your post with “this helped”:", "{names} marked your post with “this helped”:", count
    )


def follow(_group: NoticeGroup, count: int) -> str:
    """Somebody follows."""
    return ngettext("{names} follows you.", "{names} follow you.", count)


def request(_group: NoticeGroup, count: int) -> str:
    """Somebody asks to follow."""
    return ngettext("{names} asks to follow you.", "{names} ask to follow you.", count)


def acceptance(_group: NoticeGroup, count: int) -> str:
    """A request is accepted."""
    return ngettext("{names} lets you follow.", "{names} let you follow.", count)


def listing(_group: NoticeGroup, _count: int) -> str:
    """Somebody is listed in a circle."""
    return gettext("{names} listed you in the circle {circle}.")


def bell(_group: NoticeGroup, count: int) -> str:
    """Somebody whose bell is on says something."""
    return ngettext("{names} posted:", "{names} posted:", count)


def poll(group: NoticeGroup, _count: int) -> str:
    """A poll is over: one's own, or one in which one took part."""
    if group.post is not None and group.post.may_delete:
        return gettext("Your poll has ended:")
    return gettext("The poll by {names} has ended:")


def not_published(_group: NoticeGroup, count: int) -> str:
    """What was to go out did not."""
    return ngettext("A scheduled post was not published.", "Scheduled posts were not published.", count)


def taken_down(_group: NoticeGroup, count: int) -> str:
    """Hosts took posts away."""
    return ngettext("The hosts took down a post of yours.", "The hosts took down posts of yours.", count)


def report_made(_group: NoticeGroup, count: int) -> str:
    """For hosts: something waits."""
    return ngettext("A report came in.", "Reports came in.", count)


def report_closed(_group: NoticeGroup, count: int) -> str:
    """What came of what one reported."""
    return ngettext("The hosts dealt with a report of yours.", "The hosts dealt with reports of yours.", count)


CORE = [
    NoticeKind(key=Kind.MENTION, icon="direct", sentence=mention),
    NoticeKind(key=Kind.REPLY, icon="reply", sentence=reply),
    NoticeKind(key=Kind.BOOST, icon="boost", sentence=boost),
    NoticeKind(key=Kind.FAVOURITE, icon="allow", sentence=helped),
    NoticeKind(key=Kind.FOLLOW, icon="follow", sentence=follow),
    NoticeKind(key=Kind.FOLLOW_REQUEST, icon="follow", sentence=request),
    NoticeKind(key=Kind.FOLLOW_ACCEPTED, icon="follow", sentence=acceptance),
    NoticeKind(key=Kind.CIRCLE_ADDED, icon="circle", sentence=listing),
    NoticeKind(key=Kind.STATUS, icon="bell", sentence=bell),
    NoticeKind(key=Kind.POLL, icon="poll", sentence=poll),
    NoticeKind(key=Kind.NOT_PUBLISHED, icon="warn", sentence=not_published, address="/drafts/"),
    NoticeKind(key=Kind.TAKEN_DOWN, icon="warn", sentence=taken_down, address="/reports/"),
    NoticeKind(key=Kind.REPORT_MADE, icon="flag", sentence=report_made, address="/host/reports/"),
    NoticeKind(key=Kind.REPORT_CLOSED, icon="flag", sentence=report_closed, address="/reports/"),
]


def register_core() -> None:
    """Make the kinds of the core known; called once at the start."""
    for kind in CORE:
        register(kind)
