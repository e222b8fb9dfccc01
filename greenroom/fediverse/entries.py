"""A post as an entry of a feed: headline as title, the note as HTML with whole addresses."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

from greenroom.fediverse import addresses
from greenroom.kit import text
from greenroom.social.models import Audience
from greenroom.social.queries import PostView

Kind = Audience.Kind
OPEN = (Audience.PUBLIC, Audience.QUIET_PUBLIC)
# Our own addresses begin with one slash. Inside a tag no sign < can stand, so words that look alike stay as they are.
OWN_LINK = re.compile(r'(<a\b[^<>]*?\shref=")/(?!/)')
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry, ready for either format."""

    name: str  # lasting, see addresses.name_of
    url: str
    title: str
    html: str
    author: str
    author_url: str
    published_at: datetime
    updated_at: datetime
    language: str
    tags: list[str]


def entry_of(view: PostView, *, tells_closed_words: bool) -> FeedEntry:
    """The entry of a post; of one that not everybody may read only that there is one, unless it may be told."""
    post = view.post
    is_told = tells_closed_words or view.audience.pk in OPEN
    return FeedEntry(
        name=addresses.name_of(post),
        url=addresses.of_post(view.author, post),
        title=clean(_title(view) if is_told else _notice(view)),
        html=clean(_html(view)) if is_told else "",
        author=clean(view.author.display_name),
        author_url=addresses.of_identity(view.author),
        published_at=post.published_at,
        updated_at=(post.edited_at if is_told else None) or post.published_at,
        language=post.language if is_told else "",
        tags=[clean(tag) for tag in text.tags(text.spoken(post.headline, post.note))] if is_told else [],
    )


def clean(words: str) -> str:
    """The words without the few characters that no XML document may hold."""
    return NOT_IN_XML.sub("", words)


def _title(view: PostView) -> str:
    """The headline; of a covered post its cover, in the post's language."""
    post = view.post
    if post.spoiler_text or not post.sensitive:
        return post.spoiler_text or post.headline
    known = dict(settings.LANGUAGES)
    with translation.override(post.language if post.language in known else settings.LANGUAGE_CODE):
        return gettext("Sensitive words")


def _html(view: PostView) -> str:
    """The note; before it the headline, where the title cannot stand for it; after it what the pictures show."""
    post = view.post
    needs_headline = post.sensitive or not post.note or "<a" in post.headline_html
    pictures = "".join(format_html("<p>{}</p>", one.description) for one in view.pictures if one.description)
    html = (f"<p>{post.headline_html}</p>" if needs_headline else "") + post.note_html + pictures
    return OWN_LINK.sub(rf"\1{settings.PUBLIC_URL}/", html)


def _notice(view: PostView) -> str:
    """That there is a post, without a word of it."""
    names = {"name": view.author.display_name, "audience": view.audience_name}
    match view.audience.kind:
        case Kind.DIRECT:
            return gettext("%(name)s wrote to those who are named") % names
        case Kind.FOLLOWERS:
            return gettext("%(name)s wrote to followers") % names
        case Kind.NETWORK:
            return gettext("%(name)s wrote to the network") % names
    return gettext("%(name)s wrote in %(audience)s") % names
