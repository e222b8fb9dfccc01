"""Feeds over HTTP: public ones as a guest reads them, private ones behind their secret."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from greenroom.fediverse import actions, addresses, queries
from greenroom.fediverse.entries import FeedEntry, entry_of
from greenroom.fediverse.feeds import FORMATS, Format, Head, written
from greenroom.kit import text
from greenroom.people.network import NETWORK_NAME
from greenroom.social.queries import PostView
from greenroom.web.page import GuestRequest, public_page

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@public_page
@require_safe
def profile(request: GuestRequest, handle: str, form: Format) -> HttpResponse:
    """What a person or organisation says to everybody."""
    identity = queries.place_of(handle)
    if identity is None:
        raise Http404
    head = Head(
        title=identity.display_name,
        subtitle=text.plain(identity.summary),
        url=addresses.of_identity(identity),
        feed_url=f"{addresses.of_identity(identity)}feed.{form}",
        began_at=identity.created_at,
    )
    return _public(request, head, queries.said_by(identity, to=request.viewer), form)


@public_page
@require_safe
def tag(request: GuestRequest, name: str, form: Format) -> HttpResponse:
    """What is said to everybody under a tag; one that nobody used is as empty as one used in closed posts alone."""
    if text.tags(f"#{name}") != [name]:
        raise Http404
    head = Head(
        title=f"#{name} · {_network()}",
        subtitle="",
        url=addresses.of_tag(name),
        feed_url=f"{addresses.of_tag(name)}feed.{form}",
        began_at=BEGINNING,
    )
    return _public(request, head, queries.tagged(name, to=request.viewer), form)


@public_page
@require_safe
def home(request: GuestRequest, secret: str, form: Format) -> HttpResponse:
    """Somebody's home, for whoever holds the secret: what that person may read at this moment.

    A wrong secret, one that has ended and one of somebody suspended are the same 404.
    """
    feed = queries.feed_behind(secret)
    if feed is None:
        raise Http404
    person = feed.person
    with translation.override(person.language):
        head = Head(
            title=gettext("%(network)s: home of %(name)s")
            % {"network": _network(), "name": person.identity.display_name},
            subtitle="",
            url=addresses.whole("/"),
            feed_url=addresses.whole(request.path),
            began_at=feed.created_at,
        )
        views = queries.home_of(person)
        entries = [entry_of(view, tells_closed_words=feed.tells_closed_words) for view in views]
    actions.note_use(feed=feed, now=timezone.now())
    reply = _reply(head, entries, form)
    reply.headers["Cache-Control"] = "private, no-store"
    reply.headers["Referrer-Policy"] = "no-referrer"
    reply.headers["X-Robots-Tag"] = "noindex"
    return reply


def _network() -> str:
    return NETWORK_NAME.get() or "Greenroom"


def _public(request: GuestRequest, head: Head, views: Sequence[PostView], form: Format) -> HttpResponse:
    """What guests get may be kept; whoever keeps it asks each time, since what was narrowed a second ago is gone."""
    reply = _reply(head, [entry_of(view, tells_closed_words=False) for view in views], form)
    if request.person is None:
        reply.headers["Cache-Control"] = "public, no-cache"
    return _unless_known(request, reply)


def _reply(head: Head, entries: Sequence[FeedEntry], form: Format) -> HttpResponse:
    document, changed_at = written(head, entries, form=form)
    reply = HttpResponse(document, content_type=FORMATS[form].content_type)
    reply.headers["Last-Modified"] = http_date(changed_at.timestamp())
    reply.headers["Content-Language"] = ", ".join(sorted({entry.language for entry in entries} - {""})) or "mul"
    return reply


def _unless_known(request: HttpRequest, reply: HttpResponse) -> HttpResponse:
    """A 304 for whoever has these bytes already. The date alone decides nothing: it does not tell that a post went."""
    etag = f'"{hashlib.sha256(reply.content).hexdigest()[:32]}"'
    reply.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=reply) or reply
