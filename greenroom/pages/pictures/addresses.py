"""Addresses of pictures, written without asking the resolver each time."""

from datetime import datetime

from greenroom.kit.pictures.storing import FULL, PREVIEW
from greenroom.social import seals
from greenroom.social.models import Media, Post


def preview_of(media_id: int) -> str:
    """The small file, as feeds show it; it stands still."""
    return f"/media/{media_id}/{PREVIEW}"


def full_of(media_id: int) -> str:
    """The whole picture; it moves if it can."""
    return f"/media/{media_id}/{FULL}"


def sealed(picture: Media, variant: str, *, post: Post, now: datetime) -> str:
    """For somebody who may look at the post this once, but whom its audience does not hold: an hour at most."""
    return f"/media/{picture.pk}/{variant}?{seals.sealed(picture.pk, variant, audience_id=post.audience_id, now=now)}"
