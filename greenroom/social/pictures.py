"""Pictures of a post as everybody who reads it sees them: the copy on the post, written and read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from greenroom.social.models import Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page or an app needs to show one; the address is made from `id`."""

    id: int
    mime: str
    width: int
    height: int
    is_animated: bool
    blurhash: str
    description: str
    focus_x: float  # -1 left to 1 right: what stays in sight when the picture is cut
    focus_y: float  # -1 bottom to 1 top


def copy_of(row: Media) -> dict[str, Any]:
    """The entry in `Post.extras["media"]`."""
    return asdict(picture_of(row))


def picture_of(row: Media) -> Picture:
    """The picture as it stands in its row."""
    return Picture(**{name: getattr(row, name) for name in Picture.__slots__})


def pictures_in(extras: Mapping[str, Any]) -> list[Picture]:
    """The pictures of a post, in their order."""
    return [Picture(**kept) for kept in extras.get("media", ())]
