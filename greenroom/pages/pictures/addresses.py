"""Addresses of pictures, written without asking the resolver each time."""

from greenroom.kit.pictures.storing import FULL, PREVIEW


def preview_of(media_id: int) -> str:
    """The small file, as feeds show it; it stands still."""
    return f"/media/{media_id}/{PREVIEW}"


def full_of(media_id: int) -> str:
    """The whole picture; it moves if it can."""
    return f"/media/{media_id}/{FULL}"
