"""The shapes in which pictures are kept: as they are, as a square face, as a wide band."""

from dataclasses import dataclass

from greenroom.kit.pictures.limits import FULL, PREVIEW


@dataclass(frozen=True)
class Shape:
    """`box` is the most that a picture may measure; a `cut` one is cut to exactly that, from its middle."""

    name: str
    box: tuple[int, int]
    preview: tuple[int, int]
    is_cut: bool = False

    @property
    def may_move(self) -> bool:
        """Whether an animation stays one."""
        return not self.is_cut


POST = Shape("post", (FULL, FULL), (PREVIEW, PREVIEW))
FACE = Shape("face", (400, 400), (128, 128), is_cut=True)
BAND = Shape("band", (1500, 500), (600, 200), is_cut=True)
SHAPES = {shape.name: shape for shape in (POST, FACE, BAND)}
