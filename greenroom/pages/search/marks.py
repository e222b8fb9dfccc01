"""What was found, marked: in the headline, the note and the descriptions of posts, and in names."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from greenroom.kit import text
from greenroom.pages.stream.cards import Card
from greenroom.social.search import Query
from greenroom.social.search.indexing import descriptions
from greenroom.social.search.marking import Marker, Piece, name_pieces


def mark_cards(cards: Sequence[Card], query: Query) -> None:
    """Let each card show where it was found: marks in the headline, and the part of the note around the first one."""
    if not query.has_words:
        return
    unseen = [card for card in cards if not _mark(card, Marker(query, card.view.post.language))]
    described = descriptions([card.view.id for card in unseen]) if unseen else {}
    for card in unseen:
        marker = Marker(query, card.view.post.language)
        snippets = (marker.snippet(words) for words in described.get(card.view.id, ()))
        if found := next(filter(None, snippets), None):
            card.excerpt = format_html(gettext("In the description of a picture: {words}"), words=html(found))


def _mark(card: Card, marker: Marker) -> bool:
    """Mark one card; says whether anything was found in headline or note."""
    post = card.view.post
    headline = marker.pieces(post.headline)
    note = (marker.snippet(post.excerpt) or marker.snippet(text.plain(post.note))) if post.note else []
    if note:
        card.excerpt = html(note)
    if any(piece.is_marked for piece in headline):
        card.headline = html(headline)
        return True
    return bool(note)


def marked(name: str, query: Query) -> SafeString:
    """A name or byline with the words marked whose beginnings were looked for."""
    return html(name_pieces(query, name))


def html(pieces: Iterable[Piece]) -> SafeString:
    """The pieces, escaped."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


def _shown(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text
