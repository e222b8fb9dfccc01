"""The rows of the room."""

from greenroom.exports.models.erasure import Erasure
from greenroom.exports.models.export import Export

__all__ = ["Erasure", "Export"]
