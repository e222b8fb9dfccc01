"""Asking a page what it says of itself: once a day for each address, whoever links to it."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Q

from greenroom.kit import http
from greenroom.social.cards.hosts import shown_host
from greenroom.social.cards.pages import KINDS, Told, told_by
from greenroom.social.models import LinkCard

KEPT = timedelta(days=1)  # how long an answer is good for
PATIENCE = timedelta(minutes=2)  # after which somebody who asked and never came back is not waited for
OK = 200

State = LinkCard.State


class StillAsked(Exception):  # noqa: N818
    """Another worker is asking this page at the moment; later there is an answer."""


def card_for(url: str, *, at: datetime) -> LinkCard:
    """The card of an address in its normal form, asked for now unless it was within a day.

    Calls the outside; not inside a transaction. Raises `StillAsked`.
    """
    digest = hashlib.sha256(url.encode()).hexdigest()
    LinkCard.objects.bulk_create([LinkCard(url_digest=digest, url=url, created_at=at)], ignore_conflicts=True)
    card = LinkCard.objects.get(url_digest=digest)
    if not _claim(card, at):
        if card.state == State.WAITING:
            raise StillAsked
        return card
    told = _ask(url)
    if told is None and card.state == State.READY:
        return card  # what the page said yesterday is better than nothing
    _settle(card, told)
    return card


def _claim(card: LinkCard, at: datetime) -> bool:
    """Commit that this worker asks; true also for one that was killed while it asked and now begins again."""
    fresh = Q(fetched_at=None) | Q(fetched_at__lte=at - KEPT)
    lost = Q(state=State.WAITING) & (Q(fetched_at=at) | Q(fetched_at__lte=at - PATIENCE))
    return bool(LinkCard.objects.filter(fresh | lost, pk=card.pk).update(fetched_at=at))


def _ask(url: str) -> tuple[str, Told] | None:
    """The address where the page was found in the end, and its words; nothing when it gave none."""
    try:
        with http.one_cause():
            reply = http.fetch(url, headers={"Accept": "text/html,application/xhtml+xml"})
    except http.NotAllowed:
        return url, Told()
    except http.Unreachable:
        return None
    if reply.status != OK or reply.media_type not in KINDS:
        return url, Told()
    return reply.url, told_by(reply.body, charset=reply.charset)


def _settle(card: LinkCard, answer: tuple[str, Told] | None) -> None:
    """Write down what came of it."""
    found, told = answer or (card.url, Told())
    card.state = State.READY if told.title else State.EMPTY
    card.page_url = found
    card.host = shown_host(found)
    card.title, card.description = told.title, told.description
    card.author_name, card.provider_name, card.language = told.author_name, told.provider_name, told.language
    card.save(
        update_fields=["state", "page_url", "host", "title", "description", "author_name", "provider_name", "language"]
    )
