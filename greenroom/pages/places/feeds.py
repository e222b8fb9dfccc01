"""A timeline of a place, made ready for the feed of a page."""

from datetime import datetime
from typing import Any

from greenroom.pages.stream import feeds
from greenroom.social.timelines import Page
from greenroom.web.page import GuestRequest

before_of = feeds.cursor


def feed_of(request: GuestRequest, entries: Page, *, label: str, now: datetime) -> dict[str, Any]:
    """What the stream's feed needs; the way to older posts keeps the other choices of the address."""
    made = feeds.feed(request, entries, label=label, now=now)
    if made["older"] and "replies" in request.GET:
        made["older"] += "&replies=1"
    return {**made, "is_first": "before" not in request.GET}
