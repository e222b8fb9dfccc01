"""Whole addresses of this room's pages, for mail and terminals."""

from django.conf import settings


def your_data() -> str:
    """What is stored about the reader."""
    return f"{settings.PUBLIC_URL}/settings/data/"


def certificate(number: str) -> str:
    """The certificate of an erasure; whoever knows the address reads it, and it names nobody."""
    return f"{settings.PUBLIC_URL}/erased/{number}/"
