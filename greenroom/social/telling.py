"""What each kind of notice is called, how it reads outside the page, and by which ways it goes unless somebody chooses.

Sentences say who and which kind. The words of a post never leave by mail or push: who may read them is known only when
somebody comes to read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from greenroom.social import addresses
from greenroom.social.models import Notice, NoticeChoice

if TYPE_CHECKING:
    from greenroom.social.queries.notices import NoticeGroup

Kind = Notice.Kind
Channel = NoticeChoice.Channel
NAMED = 2  # how many people a sentence names before it counts the others

type Sentence = Callable[[NoticeGroup], str]


@dataclass(frozen=True)
class Telling:
    """One kind: its line in the settings, its sentence with the places `{names}` and `{circle}`, and its defaults."""

    label: str | Promise
    sentence: Sentence
    by_mail: bool = True
    by_push: bool = True
    address: str = ""  # where it leads when neither a post, a circle nor a person says so
    is_for_hosts: bool = False

    def goes_by(self, channel: str) -> bool:
        """Whether it uses the channel as long as nobody has chosen."""
        return {Channel.MAIL: self.by_mail, Channel.PUSH: self.by_push}[Channel(channel)]


def mention(group: "NoticeGroup") -> str:
    """Somebody is named."""
    return ngettext("{names} mentions you.", "{names} mention you.", group.count)


def reply(group: "NoticeGroup") -> str:
    """A post is answered."""
    return ngettext("{names} replied to you.", "{names} replied to you.", group.count)


def boost(group: "NoticeGroup") -> str:
    """A post is passed on."""
    return ngettext("{names} boosted your post.", "{names} boosted your post.", group.count)


def helped(group: "NoticeGroup") -> str:
    """A post helped."""
    return ngettext(
        "{names} marked your post with “this helped”.", "{names} marked your post with “this helped”.", group.count
    )


def follow(group: "NoticeGroup") -> str:
    """Somebody follows."""
    return ngettext("{names} follows you.", "{names} follow you.", group.count)


def request(group: "NoticeGroup") -> str:
    """Somebody asks to follow."""
    return ngettext("{names} asks to follow you.", "{names} ask to follow you.", group.count)


def acceptance(group: "NoticeGroup") -> str:
    """A request is accepted."""
    return ngettext("{names} lets you follow.", "{names} let you follow.", group.count)


def listing(_group: "NoticeGroup") -> str:
    """Somebody is listed in a circle."""
    return gettext("{names} listed you in the circle {circle}.")


def bell(group: "NoticeGroup") -> str:
    """Somebody whose bell is on says something."""
    return ngettext("{names} posted.", "{names} posted.", group.count)


def poll(group: "NoticeGroup") -> str:
    """A poll is over: one's own, or one in which one took part."""
    if group.post is not None and group.post.may_delete:
        return gettext("Your poll has ended.")
    return gettext("The poll by {names} has ended.")


def not_published(group: "NoticeGroup") -> str:
    """What was to go out did not."""
    return ngettext("A scheduled post was not published.", "Scheduled posts were not published.", group.count)


def taken_down(group: "NoticeGroup") -> str:
    """Hosts took posts away."""
    return ngettext("The hosts took down a post of yours.", "The hosts took down posts of yours.", group.count)


def report_made(group: "NoticeGroup") -> str:
    """For hosts: something waits."""
    return ngettext("A report came in.", "Reports came in.", group.count)


def report_closed(group: "NoticeGroup") -> str:
    """What came of what one reported."""
    return ngettext("The hosts dealt with a report of yours.", "The hosts dealt with reports of yours.", group.count)


TELLINGS: dict[str, Telling] = {
    Kind.MENTION: Telling(_("Somebody mentions you"), mention),
    Kind.REPLY: Telling(_("Somebody replies to you"), reply),
    Kind.STATUS: Telling(_("Somebody posts whose bell you have switched on"), bell),
    Kind.POLL: Telling(_("A poll has ended: your own, or one in which you voted"), poll),
    Kind.BOOST: Telling(_("Somebody boosts your post"), boost, by_push=False),
    Kind.FAVOURITE: Telling(_("Your post helped somebody"), helped, by_push=False),
    Kind.FOLLOW: Telling(_("Somebody follows you"), follow, by_push=False),
    Kind.FOLLOW_REQUEST: Telling(_("Somebody asks to follow you"), request),
    Kind.FOLLOW_ACCEPTED: Telling(_("Somebody lets you follow"), acceptance, by_push=False),
    Kind.CIRCLE_ADDED: Telling(_("Somebody lists you in a circle"), listing),
    Kind.NOT_PUBLISHED: Telling(_("A scheduled post was not published"), not_published, address="/drafts/"),
    Kind.TAKEN_DOWN: Telling(_("The hosts took down a post of yours"), taken_down, address="/reports/"),
    Kind.REPORT_CLOSED: Telling(_("The hosts dealt with a report of yours"), report_closed, address="/reports/"),
    Kind.REPORT_MADE: Telling(_("A report came in"), report_made, address="/host/reports/", is_for_hosts=True),
}


def sentence_of(group: "NoticeGroup") -> str:
    """One whole sentence in plain words and the language that is active: who, and what they did."""
    circle = group.circle.display_name if group.circle else ""
    names = names_of([actor.display_name for actor in group.actors], group.count)
    return TELLINGS[group.kind].sentence(group).format(names=names, circle=circle)


def address_of(group: "NoticeGroup") -> str:
    """The whole address of what it is about."""
    if group.post is not None:
        return addresses.of_post(group.post.author.handle, group.post.id)
    if group.circle is not None:
        return addresses.of_place(group.circle.handle)
    if TELLINGS[group.kind].address:
        return addresses.whole(TELLINGS[group.kind].address)
    return addresses.of_place(group.actors[0].handle) if group.actors else addresses.notices()


def names_of(names: Sequence[str], count: int) -> str:
    """Who did it: one name, two names, or two names and how many others."""
    words = {"first": names[0] if names else gettext("Somebody"), "second": names[1] if len(names) > 1 else ""}
    more = count - NAMED
    if not words["second"]:
        return str(words["first"])
    if more <= 0:
        return gettext("%(first)s and %(second)s") % words
    sentence = ngettext("%(first)s, %(second)s and %(count)s other", "%(first)s, %(second)s and %(count)s others", more)
    return sentence % {**words, "count": more}
