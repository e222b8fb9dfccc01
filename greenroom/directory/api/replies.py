"""Replies in the form that SCIM has for them."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import translation

CONTENT_TYPE = "application/scim+json"
MESSAGES = "urn:ietf:params:scim:api:messages:2.0"
MOST_RESULTS = 200


class Declined(Exception):  # noqa: N818 - read as a sentence
    """The request ends here, with a status, SCIM's own word for the reason where it has one, and a sentence."""

    def __init__(self, status: int, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind


def reply(body: Any, *, status: int = 200, **headers: str) -> HttpResponse:
    """JSON, kept by no cache."""
    words = "" if body is None else json.dumps(body, ensure_ascii=False)
    response = HttpResponse(words, status=status, content_type=CONTENT_TYPE)
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def error(declined: Declined, **headers: str) -> HttpResponse:
    """An error of RFC 7644, section 3.12."""
    body = {"schemas": [f"{MESSAGES}:Error"], "status": str(declined.status), "detail": declined.detail}
    if declined.kind:
        body["scimType"] = declined.kind
    return reply(body, status=declined.status, **headers)


def listed(resources: list[dict[str, Any]], *, total: int, start: int) -> dict[str, Any]:
    """A page of a list; `start` counts from 1."""
    return {
        "schemas": [f"{MESSAGES}:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": len(resources),
        "Resources": resources,
    }


def every_error(refusal: ValidationError) -> list[ValidationError]:
    """One by one, whether they are about fields or about the whole."""
    if hasattr(refusal, "error_list"):
        return refusal.error_list
    return [one for errors in refusal.error_dict.values() for one in errors]


def as_declined(refusal: ValidationError) -> Declined:
    """What an action declined, in English, since machines read it."""
    with translation.override("en"):
        errors = every_error(refusal)
        detail = " ".join(" ".join(one.messages) for one in errors)
    codes = {one.code for one in errors}
    if codes & {"uniqueness", "email_taken", "unique"}:
        return Declined(409, detail, "uniqueness")
    if "owner" in codes:
        return Declined(403, detail)
    return Declined(400, detail, "invalidValue")
