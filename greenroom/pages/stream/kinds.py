"""The kinds of notices of the core on the page: each with its icon, in the sentence that mail and push have too."""

from django.utils.translation import gettext

from greenroom.social import telling
from greenroom.social.models import Notice
from greenroom.social.queries import NoticeGroup
from greenroom.web.notice_kinds import NoticeKind, register

Kind = Notice.Kind
ICONS = {
    Kind.MENTION: "direct",
    Kind.REPLY: "reply",
    Kind.BOOST: "boost",
    Kind.FAVOURITE: "allow",
    Kind.FOLLOW: "follow",
    Kind.FOLLOW_REQUEST: "follow",
    Kind.FOLLOW_ACCEPTED: "follow",
    Kind.CIRCLE_ADDED: "circle",
    Kind.STATUS: "bell",
    Kind.POLL: "poll",
    Kind.NOT_PUBLISHED: "warn",
    Kind.TAKEN_DOWN: "warn",
    Kind.REPORT_MADE: "flag",
    Kind.REPORT_CLOSED: "flag",
}


def said(group: NoticeGroup) -> str:
    """The sentence; where the words of a post follow, it ends so."""
    sentence = telling.wording_of(group)
    if group.post is None:
        return sentence
    return gettext("%(sentence)s:") % {"sentence": sentence.removesuffix(".")}


def register_core() -> None:
    """Make the kinds of the core known; called once at the start."""
    for kind, icon in ICONS.items():
        register(NoticeKind(key=kind, icon=icon, sentence=said, address=telling.TELLINGS[kind].address))
