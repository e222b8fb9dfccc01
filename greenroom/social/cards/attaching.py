"""Which post shows a card: public ones alone, of their first link, and only as long as both are so."""

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from greenroom.kit import http, text
from greenroom.kit.facts import publish
from greenroom.social import extras
from greenroom.social.cards.fetching import card_for
from greenroom.social.events import LinkShared
from greenroom.social.models import LinkCard, Post
from greenroom.social.visibility import OPEN_AUDIENCES

PART = "card"
KEPT = timedelta(days=30)
AT_ONCE = 1_000  # rows a run


def link_of(headline: str, note: str) -> str:
    """The first link of the words as a card needs it: an address that may be asked, of another site; else nothing."""
    for link in text.links(text.source(headline, note))[:1]:
        try:
            target = http.target_of(link, ports=settings.EGRESS_PORTS)
        except http.NotAllowed:
            return ""
        return "" if target.host == urlsplit(settings.PUBLIC_URL).hostname else target.url
    return ""


def want_card(post: Post, *, now: datetime) -> None:
    """Let the page behind a public post's first link be asked; inside the transaction of the act."""
    if post.audience_id in OPEN_AUDIENCES and link_of(post.headline, post.note):
        publish(LinkShared(at=now, post_id=post.pk))


def show_card(post_id: int, *, at: datetime) -> None:
    """Ask the page behind the post's first link, and put what it says on the post.

    Nothing is asked for a post that not everybody may read, and nothing put on one that has become so meanwhile.
    Calls the outside; not inside a transaction.
    """
    post = _open_post(post_id)
    url = link_of(post.headline, post.note) if post else ""
    if post is None or not url:
        return
    card = card_for(url, at=at)
    with transaction.atomic():
        post = _open_post(post_id, held=True)
        if post is not None and link_of(post.headline, post.note) == url:
            extras.write(post, PART, _shown(card))


def change_card(post: Post, *, instead_of: str, now: datetime) -> None:
    """Another first link than before has another card; inside the transaction of the act, which holds the post."""
    if link_of(post.headline, post.note) == instead_of:
        return
    if PART in post.extras:
        extras.write(post, PART, None)
    want_card(post, now=now)


def drop_cards(post_ids: Collection[int]) -> None:
    """Take their cards off these posts, also one that came while the act waited; inside its transaction."""
    for post in Post.objects.filter(pk__in=post_ids, extras__has_key=PART):
        extras.write(post, PART, None)


def forget_old_cards(now: datetime) -> None:
    """What a page said is kept for a month; posts that show it hold copies of their own."""
    old = LinkCard.objects.filter(fetched_at__lt=now - KEPT)
    LinkCard.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_ONCE])).delete()


def _open_post(post_id: int, *, held: bool = False) -> Post | None:
    """The post, if everybody may read it now."""
    rows = Post.objects.living().filter(audience__in=OPEN_AUDIENCES, author__suspended_at=None)
    if held:
        rows = rows.select_for_update(no_key=True, of=("self",))
    return rows.filter(pk=post_id).first()


def _shown(card: LinkCard) -> dict[str, str] | None:
    if card.state != LinkCard.State.READY:
        return None
    return {
        "url": card.page_url,
        "host": card.host,
        "title": card.title,
        "description": card.description,
        "author_name": card.author_name,
        "provider_name": card.provider_name,
        "language": card.language,
    }
