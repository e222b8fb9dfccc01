"""What surrounds every page: the reader, their language and time zone, and how replies may be kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from greenroom.people.models import Person
from greenroom.web.requests import GuestRequest

if TYPE_CHECKING:
    from greenroom.social.visibility import Viewer

type Handler = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """Set `request.person` and `request.viewer`, speak the reader's language, and keep replies out of caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Know the reader before the view is asked."""
        reader = cast("GuestRequest", request)
        reader.person = person = _person_of(request)
        reader.viewer = _viewer_of(person)
        language = person.language if person else translation.get_language_from_request(request)
        translation.activate(language)
        timezone.activate(_zone(person.time_zone)) if person else timezone.deactivate()
        reader.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in; a suspended one is a guest. No cookie, no query."""
    if not request.session.session_key:
        return None
    user = request.user
    if not isinstance(user, Person):
        return None
    if user.identity.suspended_at is not None:
        request.user = AnonymousUser()
        return None
    return user


def _zone(name: str) -> ZoneInfo:
    """The person's zone; UTC when the name means nothing on this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _viewer_of(person: Person | None) -> "Viewer":
    from greenroom.social.visibility import GUEST, viewer_of

    return viewer_of(person.identity) if person else GUEST
