"""Whole addresses for what leaves the house by mail and push; the paths are those of the pages."""

from django.conf import settings


def whole(path: str) -> str:
    """A path of ours as an address that works anywhere."""
    return f"{settings.PUBLIC_URL}{path}"


def of_post(handle: str, post_id: int) -> str:
    """The page of a post with its thread."""
    return whole(f"/@{handle}/{post_id}/")


def of_place(handle: str) -> str:
    """The page of a person, an organisation or a circle."""
    return whole(f"/@{handle}/")


def notices() -> str:
    """The page of notices."""
    return whole("/notices/")


def choices() -> str:
    """Where somebody chooses which notices go out, and how."""
    return whole("/settings/notices/")
