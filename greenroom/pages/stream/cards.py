"""A post made ready for a feed: every word and address that its template prints, worked out beforehand.

Templates are slow at deciding and quick at printing, and a page shows twenty posts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from greenroom.pages.stream import addresses, readers
from greenroom.pages.stream.ballots import Ballot, ballot_of
from greenroom.pages.stream.folding import folded_line
from greenroom.pages.stream.pictures import Shown, shown_in
from greenroom.people.models import Identity
from greenroom.social.models import Audience
from greenroom.social.queries import PostView
from greenroom.social.timelines import Entry
from greenroom.web import moments
from greenroom.web.templatetags.web import avatar, number

SHORT_NOTE = 1_500  # characters of HTML; a reply of this size is shown whole, a longer one is folded
DEEPEST = 3  # replies are indented three times at most, so that words keep their room on a phone


@dataclass(kw_only=True, slots=True)
class Card:
    """One post of a feed."""

    view: PostView
    anchor: str
    position: int
    url: str
    author: str
    author_url: str  # empty for who is not here: their name is a plain one
    face: SafeString
    voice: str  # handle of the organisation that speaks, empty for a person
    byline: str
    to: SafeString
    time_iso: str
    time: str
    headline: str
    headline_html: SafeString
    note_html: SafeString
    excerpt: str
    read: str
    lang: str
    link: Mapping[str, str] | None  # the page behind the first link, in its own words
    covered: bool
    spoiler: str
    replies: str
    replies_said: str
    boosts: str
    boosts_said: str
    helps: str
    helps_said: str
    is_boosted: bool
    is_helped: bool
    is_kept: bool
    may_reply: bool
    may_boost: bool
    may_edit: bool
    may_narrow: bool
    may_delete: bool
    may_pin: bool
    is_pinned: bool
    has_history: bool
    is_mine: bool
    poll: Ballot | None
    pictures: list[Shown]
    filtered: str = ""  # the line behind which one of the reader's filters has folded the post away
    why_icon: str = ""
    why: str = ""
    is_reply: bool = False
    depth: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answering:
    """What replies need to know of their thread: how deep each stands, and whose readers they share unsaid."""

    depths: Mapping[int, int]
    audience_id: int


def cards_of(
    things: Iterable[Entry | PostView], *, now: datetime, first: int = 1, answering: Answering | None = None
) -> list[Card]:
    """The cards of a feed in the given order, counted from `first`; `answering` makes them replies of a thread."""
    language = (get_language() or "en").split("-")[0]
    heads: dict[int, SafeString] = {}
    cards = []
    for position, thing in enumerate(things, start=first):
        view = thing.post if isinstance(thing, Entry) else thing
        card = _card(view, f"p{thing.id}", position, heads, language, now)
        if answering is not None:
            card.is_reply, card.depth = True, min(answering.depths[view.id], DEEPEST)
            if view.audience.pk == answering.audience_id:
                card.to = SafeString("")
        elif isinstance(thing, Entry) and thing.is_pinned:
            card.why_icon, card.why = "pin", gettext("Pinned")
        elif isinstance(thing, Entry) and thing.boosted_by is not None:
            card.why_icon, card.why = (
                "boost",
                gettext("%(name)s boosted this") % {"name": thing.boosted_by.display_name},
            )
        elif view.reply_to_author is not None:
            card.why_icon, card.why = (
                "reply",
                gettext("in reply to %(name)s") % {"name": view.reply_to_author.display_name},
            )
        cards.append(card)
    return cards


def card_of(view: PostView, *, now: datetime) -> Card:
    """The card of one post."""
    return cards_of([view], now=now)[0]


def _card(
    view: PostView, anchor: str, position: int, heads: dict[int, SafeString], language: str, now: datetime
) -> Card:
    post, author = view.post, view.author
    return Card(
        view=view,
        anchor=anchor,
        position=position,
        url=addresses.of_post(author.handle, post.id),
        author=author.display_name,
        author_url=addresses.of_identity(author.handle) if view.is_author_here else "",
        face=avatar(author),
        voice=author.handle if author.kind == Identity.Kind.ORGANISATION else "",
        byline=_byline(view),
        to=_to(view, heads),
        time_iso=post.published_at.isoformat(timespec="seconds"),
        time=moments.short(post.published_at, now),
        headline=post.headline,
        headline_html=SafeString(post.headline_html),
        note_html=SafeString(post.note_html if len(post.note_html) <= SHORT_NOTE else ""),
        excerpt=post.excerpt,
        read=_read(view) if post.is_excerpt_cut else "",
        lang=post.language if post.language and post.language.split("-")[0] != language else "",
        link=view.link,
        covered=post.sensitive or bool(post.spoiler_text),
        filtered=folded_line(view),
        spoiler=post.spoiler_text,
        replies=_figure(view.reply_count),
        replies_said=_said(ngettext("%(count)s reply", "%(count)s replies", view.reply_count), view.reply_count),
        boosts=_figure(view.boost_count),
        boosts_said=_said(ngettext("%(count)s boost", "%(count)s boosts", view.boost_count), view.boost_count),
        helps=_figure(view.favourite_count),
        helps_said=_said(ngettext("%(count)s person", "%(count)s people", view.favourite_count), view.favourite_count),
        is_boosted=view.is_boosted,
        is_helped=view.is_favourite,
        is_kept=view.is_kept,
        may_reply=view.may_reply,
        may_boost=view.may_boost or view.is_boosted,
        may_edit=view.may_edit,
        may_narrow=view.may_narrow,
        may_delete=view.may_delete,
        may_pin=view.may_pin,
        is_pinned=view.is_pinned,
        has_history=view.has_history,
        is_mine=view.may_edit or view.may_delete,
        poll=ballot_of(view, now=now),
        pictures=shown_in(view.pictures, post=addresses.of_post(author.handle, post.id)),
    )


def _read(view: PostView) -> str:
    return ngettext("Read the note, %(count)d min", "Read the note, %(count)d min", view.reading_minutes) % {
        "count": view.reading_minutes
    }


def _byline(view: PostView) -> str:
    """Beside the name: who wrote it where an organisation speaks, else the person's role."""
    if view.written_by is None:
        return view.author.byline
    return gettext("written by %(name)s") % {"name": view.written_by.display_name}


def _to(view: PostView, heads: dict[int, SafeString]) -> SafeString:
    """The audience in the head of a post; made once for each audience of a page."""
    audience = view.audience
    if audience.pk not in heads:
        icon = format_html(
            '<svg class="i s" aria-hidden="true"><use href="#i-{}"/></svg>', readers.ICONS[view.audience_kind]
        )
        name = format_html("{} <b>{}</b>", icon, readers.spoken(view.audience_kind, view.audience_name))
        head = format_html(gettext("to {audience}"), audience=name)
        if audience.kind == Audience.Kind.CIRCLE and view.audience_readers is not None:
            head = format_html("{}, {}", head, readers.size(audience.kind, view.audience_readers))
        heads[audience.pk] = head
    return heads[audience.pk]


def _figure(count: int) -> str:
    return number(count) if count else ""


def _said(sentence: str, count: int) -> str:
    return sentence % {"count": number(count)} if count else ""
