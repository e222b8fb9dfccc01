"""Whole addresses that go into mail and terminals; the paths are those of the pages."""

from django.conf import settings


def invitation(token: str) -> str:
    """Where an invitation is accepted; whoever knows the address can accept."""
    return f"{settings.PUBLIC_URL}/invitation/{token}/"


def new_password(person_id: int, token: str) -> str:
    """Where a new password is chosen."""
    return f"{settings.PUBLIC_URL}/account/password/new/{person_id}/{token}/"


def first_run() -> str:
    """Where an empty network is opened."""
    return f"{settings.PUBLIC_URL}/first-run/"
