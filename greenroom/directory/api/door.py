"""Who comes in: a request with the token of one organisation, not too often, with a body that can be read."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from greenroom.directory import actions, queries
from greenroom.directory.api.replies import Declined, as_declined, error
from greenroom.kit import allowances
from greenroom.people.models import Organisation

MOST_CALLS, WITHIN = 3_000, timedelta(minutes=5)
MOST_BYTES = 1_000_000
MOST_DEPTH = 32

type Call[**Rest] = Callable[Concatenate["Caller", Rest], HttpResponse]


class Caller:
    """A request that has shown whose it is."""

    def __init__(self, request: HttpRequest, organisation: Organisation) -> None:
        self.request = request
        self.organisation = organisation

    @property
    def method(self) -> str:
        """GET, POST, PUT, PATCH or DELETE."""
        return self.request.method or ""

    def body(self) -> dict[str, Any]:
        """The object that was sent; declines what is none, what is too large and what is too deep."""
        try:
            raw = self.request.body
        except RequestDataTooBig:
            raise Declined(413, "The request is larger than 1 MB.") from None
        if len(raw) > MOST_BYTES:
            raise Declined(413, "The request is larger than 1 MB.")
        try:
            sent = json.loads(raw)
        except (ValueError, RecursionError):
            raise Declined(400, "The request is not JSON.", "invalidSyntax") from None
        if not isinstance(sent, dict) or _is_deeper(sent, MOST_DEPTH):
            raise Declined(400, "The request is not an object of SCIM.", "invalidSyntax")
        return sent


def scim[**Rest](*methods: str) -> Callable[[Call[Rest]], Callable[Concatenate[HttpRequest, Rest], HttpResponse]]:
    """A view for callers with a token; everything else gets an error in SCIM's form."""

    def guard(view: Call[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            try:
                organisation = _organisation_of(request)
                if request.method not in methods:
                    return error(Declined(405, "This address does not take such a request."), Allow=", ".join(methods))
                return view(Caller(request, organisation), *args, **kwargs)
            except Declined as declined:
                return _answer(declined)
            except ValidationError as refusal:
                return error(as_declined(refusal))

        return guarded

    return guard


def _answer(declined: Declined) -> HttpResponse:
    headers = {401: {"WWW_Authenticate": "Bearer"}, 429: {"Retry_After": "60"}}.get(declined.status, {})
    return error(declined, **headers)


def _organisation_of(request: HttpRequest) -> Organisation:
    """Whose token it is; one sentence for missing, invented and ended ones."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = queries.token_behind(secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None
    if token is None:
        raise Declined(401, "A valid token is needed.")
    now = timezone.now()
    if not allowances.use(f"scim:{token.pk}", most=MOST_CALLS, within=WITHIN, now=now):
        raise Declined(429, "There were too many requests. Wait a minute.")
    actions.note_use(token=token, now=now)
    return token.organisation


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(part, levels - 1) for part in parts)
