"""Notices in sentences, under the days on which they came."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from greenroom.pages.stream import addresses
from greenroom.pages.stream.folding import folded_line
from greenroom.social import telling
from greenroom.social.models import Notice
from greenroom.social.queries import NoticeGroup
from greenroom.web import moments, notice_kinds

Kind = Notice.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiding:
    """One line of the page."""

    icon: str
    sentence: SafeString
    words: str  # the headline that it is about
    lang: str
    address: str
    moment: datetime
    is_new: bool
    kind: str
    post_id: int | None
    newest_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What came on one day."""

    title: str
    tidings: list[Tiding]


def days_of(groups: list[NoticeGroup], *, now: datetime) -> list[Day]:
    """The groups as sentences, newest first, under "Today", "Yesterday" and dates."""
    known = [group for group in groups if notice_kinds.kind_of(group.kind)]  # a desk that is off is silent
    groups = [group for group in known if group.kind != Kind.FOLLOW_REQUEST]  # they wait above, with their buttons
    days = groupby(groups, key=lambda group: timezone.localtime(group.created_at).date())
    return [Day(title=_title(same := list(one), now), tidings=[_tiding(group) for group in same]) for _, one in days]


def _title(groups: list[NoticeGroup], now: datetime) -> str:
    day, today = timezone.localtime(groups[0].created_at).date(), timezone.localtime(now).date()
    if day == today:
        return gettext("Today")
    if (today - day).days == 1:
        return gettext("Yesterday")
    return moments.day(groups[0].created_at, with_year=day.year != today.year)


def _tiding(group: NoticeGroup) -> Tiding:
    post, kind = group.post, notice_kinds.kind_of(group.kind)
    return Tiding(
        icon=kind.icon if kind else "",
        sentence=sentence_of(group),
        words=(folded_line(post) or post.post.headline) if post else "",
        lang=post.post.language if post and not post.filtered else "",
        address=_address(group),
        moment=group.created_at,
        is_new=group.is_unread,
        kind=group.kind,
        post_id=post.id if post else None,
        newest_id=group.newest_id,
    )


def _address(group: NoticeGroup) -> str:
    if group.post is not None:
        return addresses.of_post(group.post.author.handle, group.post.id)
    if group.circle is not None:
        return addresses.of_identity(group.circle.handle)
    if (kind := notice_kinds.kind_of(group.kind)) and kind.address:
        return kind.address
    return addresses.of_identity(group.actors[0].handle) if group.actors else ""


def sentence_of(group: NoticeGroup) -> SafeString:
    """One whole sentence: who, and what they did. Names stand out; the words of a post follow it."""
    kind = notice_kinds.kind_of(group.kind)
    names = format_html("<b>{}</b>", telling.names_of(group.actors, group.count))
    circle = format_html("<b>{}</b>", group.circle.display_name if group.circle else "")
    return format_html(kind.sentence(group) if kind else "", names=names, circle=circle)
