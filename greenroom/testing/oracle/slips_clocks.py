"""Mistakes about the clocks of readers, as a hurried change might make them."""

from typing import Any

from greenroom.people.models import Identity
from greenroom.social.models import Audience, Block


class NoBlocks:
    """Blocks that nobody has made."""

    objects = Block.objects.none()


def everybody(*_args: Any, **_kwargs: Any) -> Any:
    """Readers of an audience without the audience."""
    return Identity.objects.all()


def any_audience(_person: object, *, key: str, **_kwargs: Any) -> Audience:
    """An audience by its key, whoever asks."""
    kind, _colon, handle = key.partition(":")
    return Audience.objects.get(owner__handle=handle) if handle else Audience.objects.get(kind=kind)
