"""Addresses that stand many times on one page, written without asking the resolver each time."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LARGEST_ID = 2**63 - 1
DIGITS = 19


def id_from(given: str) -> int | None:
    """The id that somebody sent as text; None for whatever no row can have."""
    if not given.isdecimal() or not given.isascii() or len(given) > DIGITS:
        return None
    number = int(given)
    return number if number <= LARGEST_ID else None


def of_identity(handle: str) -> str:
    """The page of a person, an organisation or a circle."""
    return f"/@{handle}/"


def of_post(handle: str, post_id: int) -> str:
    """The page of a post with its thread."""
    return f"/@{handle}/{post_id}/"


def of_tag(name: str) -> str:
    """The page of a tag."""
    return f"/tags/{name}/"


def back_from(request: HttpRequest, *, otherwise: str) -> str:
    """The page of ours where a button was pressed; `otherwise` when the browser does not say, or names a stranger."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from.split("#")[0]
    return otherwise
