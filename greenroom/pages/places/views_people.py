"""The page of a person, and who follows whom."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from greenroom.kit import text
from greenroom.pages.places import between, doors
from greenroom.pages.places.feeds import before_of, feed_of
from greenroom.pages.places.standing import standing
from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social import queries as social
from greenroom.social import timelines
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page


def profile(request: GuestRequest, identity: Identity, *, refusal: Any = None) -> HttpResponse:
    """A person: what they say, where they worked, what the two of you share.

    Guests see the name, what the person says about themselves and public posts; career, organisations
    and follows are for people who are signed in.
    """
    with_replies = "replies" in request.GET
    now = timezone.now()
    label = gettext("Posts by %(name)s") % {"name": identity.display_name}
    entries = timelines.profile(request.viewer, identity, with_replies=with_replies, before=before_of(request))
    context = {
        "identity": identity,
        "subject": identity.person,
        "with_replies": with_replies,
        "feed": feed_of(request, entries, label=label, now=now),
        "featured": social.featured_tags(request.viewer, identity),
        "has_links": social.has_outside_boosts(request.viewer, identity),
        "refusal": refusal,
        "is_own": request.person is not None and request.person.pk == identity.pk,
        **(_for_members(request.person, request, identity) if request.person else {}),
    }
    return page(request, "pages/places/profile.html", context, part="feed", status=422 if refusal else 200)


@public_page
@require_GET
def tagged(request: GuestRequest, handle: str, name: str) -> HttpResponse:
    """What a person says under a tag, as far as it may be read; for everybody."""
    identity = doors.identity_for(request, handle)
    if identity.kind != Identity.Kind.PERSON or text.tags(f"#{name}") != [name]:
        raise Http404
    entries = timelines.profile_tag(request.viewer, identity, name, before=before_of(request))
    label = gettext("Posts by %(name)s with #%(tag)s") % {"name": identity.display_name, "tag": name}
    context = {
        "identity": identity,
        "tag": name,
        "label": label,
        "feed": feed_of(request, entries, label=label, now=timezone.now()),
    }
    return page(request, "pages/places/tagged.html", context, part="feed")


def _for_members(person: Any, request: GuestRequest, identity: Identity) -> dict[str, Any]:
    return {
        "tie": standing(request.viewer, identity),
        "career": people.career_of(identity.person),
        "memberships": people.memberships_of(identity.person),
        "common": None if person.pk == identity.pk else between.common(request.viewer, identity),
    }


@member_page
@require_GET
def followers(request: MemberRequest, handle: str) -> HttpResponse:
    """Who follows a person or organisation; for people who are signed in."""
    return _follows(request, handle, social.followers_of, which="followers")


@member_page
@require_GET
def following(request: MemberRequest, handle: str) -> HttpResponse:
    """Whom a person follows; for people who are signed in."""
    return _follows(request, handle, social.following_of, which="following")


def _follows(request: MemberRequest, handle: str, listed: Callable[..., Any], *, which: str) -> HttpResponse:
    identity = doors.identity_for(request, handle)
    if identity.kind == Identity.Kind.CIRCLE:
        raise Http404
    rows = listed(request.viewer, identity, before=before_of(request))
    context = {
        "identity": identity,
        "which": which,
        "rows": rows,
        "older": f"?before={rows.last_id}" if rows.has_more else "",
        "tie": standing(request.viewer, identity),
        "is_own": request.person.pk == identity.pk,
    }
    return page(request, "pages/places/follows.html", context)
