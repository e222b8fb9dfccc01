"""The rows of the room."""

from greenroom.fediverse.models.private_feed import PrivateFeed, digest_of

__all__ = ["PrivateFeed", "digest_of"]
