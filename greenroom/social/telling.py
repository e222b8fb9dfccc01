"""What each kind of notice is called, how it reads outside the page, and by which ways it goes unless somebody chooses.

Sentences say who and which kind. The words of a post never leave by mail or push: who may read them is known only when
somebody comes to read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from greenroom.kit import numbers
from greenroom.people.models import Identity
from greenroom.social import addresses
from greenroom.social.models import Notice, NoticeChoice

if TYPE_CHECKING:
    from greenroom.social.queries.notices import NoticeGroup

Kind = Notice.Kind
Channel = NoticeChoice.Channel
NAMED = 2  # how many people a sentence names before it counts the others


@dataclass(frozen=True)
class Telling:
    """One kind: its line in the settings, its sentence with the places `{names}` and `{circle}`, and its defaults.

    Where it matters how many did it, the sentence is of both numbers and chosen by `count`.
    """

    label: str | Promise
    sentence: str | Promise
    by_mail: bool = True
    by_push: bool = True
    address: str = ""  # where it leads when neither a post, a circle nor a person says so
    is_for_hosts: bool = False
    of_ones_own: str | Promise = ""  # the sentence when it is about the reader's own post

    def goes_by(self, channel: str) -> bool:
        """Whether it uses the channel as long as nobody has chosen."""
        return {Channel.MAIL: self.by_mail, Channel.PUSH: self.by_push}[Channel(channel)]


TELLINGS: dict[str, Telling] = {
    Kind.MENTION: Telling(
        _("Somebody mentions you"), ngettext_lazy("{names} mentions you.", "{names} mention you.", "count")
    ),
    Kind.REPLY: Telling(
        _("Somebody replies to you"), ngettext_lazy("{names} replied to you.", "{names} replied to you.", "count")
    ),
    Kind.STATUS: Telling(
        _("Somebody posts whose bell you have switched on"),
        ngettext_lazy("{names} posted.", "{names} posted.", "count"),
    ),
    Kind.POLL: Telling(
        _("A poll has ended: your own, or one in which you voted"),
        _("The poll by {names} has ended."),
        of_ones_own=_("Your poll has ended."),
    ),
    Kind.BOOST: Telling(
        _("Somebody boosts your post"),
        ngettext_lazy("{names} boosted your post.", "{names} boosted your post.", "count"),
        by_push=False,
    ),
    Kind.FAVOURITE: Telling(
        _("Your post helped somebody"),
        ngettext_lazy(
            "{names} marked your post with “this helped”.", "{names} marked your post with “this helped”.", "count"
        ),
        by_push=False,
    ),
    Kind.FOLLOW: Telling(
        _("Somebody follows you"),
        ngettext_lazy("{names} follows you.", "{names} follow you.", "count"),
        by_push=False,
    ),
    Kind.FOLLOW_REQUEST: Telling(
        _("Somebody asks to follow you"),
        ngettext_lazy("{names} asks to follow you.", "{names} ask to follow you.", "count"),
    ),
    Kind.FOLLOW_ACCEPTED: Telling(
        _("Somebody lets you follow"),
        ngettext_lazy("{names} lets you follow.", "{names} let you follow.", "count"),
        by_push=False,
    ),
    Kind.CIRCLE_ADDED: Telling(_("Somebody lists you in a circle"), _("{names} listed you in the circle {circle}.")),
    Kind.NOT_PUBLISHED: Telling(
        _("A scheduled post was not published"),
        ngettext_lazy("A scheduled post was not published.", "Scheduled posts were not published.", "count"),
        address="/drafts/",
    ),
    Kind.TAKEN_DOWN: Telling(
        _("The hosts took down a post of yours"),
        ngettext_lazy("The hosts took down a post of yours.", "The hosts took down posts of yours.", "count"),
        address="/reports/",
    ),
    Kind.REPORT_CLOSED: Telling(
        _("The hosts dealt with a report of yours"),
        ngettext_lazy("The hosts dealt with a report of yours.", "The hosts dealt with reports of yours.", "count"),
        address="/reports/",
    ),
    Kind.REPORT_MADE: Telling(
        _("A report came in"),
        ngettext_lazy("A report came in.", "Reports came in.", "count"),
        address="/host/reports/",
        is_for_hosts=True,
    ),
}


def sentence_of(group: "NoticeGroup") -> str:
    """One whole sentence in plain words and the language that is active: who, and what they did."""
    circle = group.circle.display_name if group.circle else ""
    return wording_of(group).format(names=names_of(group.actors, group.count), circle=circle)


def wording_of(group: "NoticeGroup") -> str:
    """The sentence with the places `{names}` and `{circle}` still open."""
    telling = TELLINGS[group.kind]
    is_own = group.post is not None and group.post.may_delete
    return str((is_own and telling.of_ones_own) or telling.sentence % {"count": max(group.count, 1)})


def address_of(group: "NoticeGroup") -> str:
    """The whole address of what it is about."""
    if group.post is not None:
        return addresses.of_post(group.post.author.handle, group.post.id)
    if group.circle is not None:
        return addresses.of_place(group.circle.handle)
    if TELLINGS[group.kind].address:
        return addresses.whole(TELLINGS[group.kind].address)
    return addresses.of_place(group.actors[0].handle) if group.actors else addresses.notices()


def names_of(actors: Sequence[Identity], count: int) -> str:
    """Who did it: one name, two names, or two names and how many others."""
    names = [actor.display_name for actor in actors[:NAMED]]
    more = count - len(names)
    words = {"first": names[0] if names else gettext("Somebody"), "second": names[-1] if names else ""}
    if len(names) < NAMED:
        return str(words["first"])
    if more <= 0:
        return gettext("%(first)s and %(second)s") % words
    sentence = ngettext("%(first)s, %(second)s and %(count)s other", "%(first)s, %(second)s and %(count)s others", more)
    return sentence % {**words, "count": numbers.written(more)}
