"""What every page with a feed hands to `pages/stream/feed.html`."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from greenroom.pages.stream import addresses
from greenroom.pages.stream.cards import cards_of
from greenroom.pages.stream.wordlist import words
from greenroom.social.timelines import Page
from greenroom.web.page import GuestRequest

PAGE_SIZE = 20


def cursor(request: HttpRequest) -> int | None:
    """Where an older page begins: `?before=<id>`; anything that is not an id means the newest page."""
    return addresses.id_from(request.GET.get("before", ""))


def feed(request: GuestRequest, page: Page, *, label: str, now: datetime) -> dict[str, Any]:
    """Cards, words and the address of the next page. `label` names the feed for those who cannot see the page."""
    older = f"?before={page.oldest}" if page.has_more and page.oldest else ""
    return {
        "cards": cards_of(page.entries, now=now),
        "w": words(),
        "feed_label": label,
        "setsize": -1 if page.has_more or cursor(request) else len(page.entries),
        "older": older,
        "newest": page.newest or 0,
        "is_older": cursor(request) is not None,
        "is_guest": request.person is None,
        "is_host": request.person is not None and request.viewer.is_host,
    }
