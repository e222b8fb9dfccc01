"""How large a picture stands on a page, and which part of it stays in sight when it is cut."""

from greenroom.kit.pictures.limits import PREVIEW

THIRD = 1 / 3


def preview_of(width: int, height: int) -> tuple[int, int]:
    """Width and height of the small file, so that its place is kept while it comes."""
    scale = min(1.0, PREVIEW / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))


def focus_of(x: float, y: float) -> str:
    """The nearest of nine places, by the word that styles and forms use: "middle", "top-left", "right"."""
    down = "top" if y > THIRD else "bottom" if y < -THIRD else ""
    across = "left" if x < -THIRD else "right" if x > THIRD else ""
    return "-".join(filter(None, [down, across])) or "middle"
