"""What surrounds every page: the reader, their language and time zone, how replies may be kept, and troubles."""

import logging
from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation

from greenroom.kit.refusals import Refusal
from greenroom.people import sessions
from greenroom.people.models import Person
from greenroom.social.visibility import GUEST, viewer_of
from greenroom.web import errors
from greenroom.web.requests import GuestRequest
from greenroom.web.troubles import trouble_of
from greenroom.web.uploads import takes_files

type Handler = Callable[[HttpRequest], HttpResponse]

BODY_TOO_LARGE = "greenroom.body_too_large"  # set by the server for a body that it did not keep
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)  # Django answers these with our pages
log = logging.getLogger(__name__)


class ReaderMiddleware:
    """Set `request.person` and `request.viewer`, speak the reader's language, and keep replies out of caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Know the reader before the view is asked."""
        reader = cast("GuestRequest", request)
        reader.person = person = _person_of(request)
        reader.viewer = viewer_of(person.identity) if person else GUEST
        translation.activate(person.language if person else translation.get_language_from_request(request))
        timezone.activate(_zone(person.time_zone)) if person else timezone.deactivate()
        language = reader.LANGUAGE_CODE = translation.get_language()
        response = self._answer(request)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(BODY_TOO_LARGE):
            return errors.show(request, errors.FILES_TOO_LARGE if takes_files(request.path) else errors.TOO_LARGE)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            shown = errors.show(request, errors.NOT_SO)
            shown.headers["Allow"] = response.headers["Allow"]
            return shown
        return response


class TroubleMiddleware:
    """Turn a refusal that no form caught, a full disk and a busy database into pages that say so."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for an expected failure; None leaves a mistake of ours to the 500 page."""
        if isinstance(exception, Refusal):
            return errors.show(request, errors.REFUSED, say=" ".join(exception.messages))
        if isinstance(exception, EXPECTED):
            return None
        trouble = trouble_of(exception)
        number = getattr(request, "request_id", "")
        log.error(trouble or "failure", exc_info=exception, extra={"request_id": number})
        return errors.show(request, errors.TROUBLES[trouble], keeps_words=True) if trouble else None


def _person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in; a suspended one is a guest, or one whose session is over. No cookie, no query."""
    if not request.session.session_key:
        return None
    user = request.user
    if not isinstance(user, Person):
        return None
    if user.identity.suspended_at is not None:
        request.user = AnonymousUser()
        return None
    if sessions.is_over(request.session, user.pk):
        logout(request)
        return None
    return user


def _zone(name: str) -> ZoneInfo:
    """The person's zone; UTC when the name means nothing on this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
