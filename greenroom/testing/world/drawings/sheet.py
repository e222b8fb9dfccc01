"""A sheet to draw on: twice as large as it is handed over, so that edges are smooth."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import greenroom.web

type Ink = str | tuple[int, int, int]
type Point = tuple[float, float]

PAPER, INK, QUIET, HAIR = "#f7f7f2", "#1e2a25", "#6a756f", "#d5dad4"
PINE, OCHRE, CLAY, SEA, MIST, SAND = "#2f5d4e", "#a4762b", "#b0563d", "#3d6784", "#c6d3d0", "#e7dcc4"
FINER = 2
FONT = Path(greenroom.web.__file__).parent / "static/web/fonts/newsreader-latin-wght-normal.woff2"


class Sheet:
    """Width and height in pixels of the finished picture; everything is measured in them."""

    def __init__(self, width: int, height: int, ground: Ink = PAPER) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINER, height * FINER), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, width: float, height: float, ink: Ink, *, round_by: float = 0) -> None:
        """A filled rectangle."""
        place = _fine([(left, top), (left + width, top + height)])
        self.pen.rounded_rectangle(place, round_by * FINER, fill=ink)

    def disc(
        self, x: float, y: float, radius: float, ink: Ink | None, *, rim: Ink | None = None, wide: float = 0
    ) -> None:
        """A circle, filled or drawn."""
        place = _fine([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse(place, fill=ink, outline=rim, width=int(wide * FINER))

    def oval(self, left: float, top: float, width: float, height: float, ink: Ink) -> None:
        """A filled ellipse."""
        self.pen.ellipse(_fine([(left, top), (left + width, top + height)]), fill=ink)

    def bowl(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """The lower half of a disc."""
        self.pen.pieslice(_fine([(x - radius, y - radius), (x + radius, y + radius)]), 0, 180, fill=ink)

    def cap(self, x: float, y: float, radius: float, turned: float, ink: Ink) -> None:
        """A piece of a disc cut off by a straight line, as hair lies on a head; `turned` in degrees."""
        place = _fine([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.chord(place, 180 + turned, 360 + turned, fill=ink)

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """A filled polygon."""
        self.pen.polygon(_fine(points), fill=ink)

    def line(self, points: Sequence[Point], ink: Ink, wide: float = 2) -> None:
        """A line through these points."""
        self.pen.line(_fine(points), fill=ink, width=max(1, int(wide * FINER)), joint="curve")

    def words(
        self, x: float, y: float, said: str, size: float, ink: Ink = INK, *, weight: int = 400, at: str = "ls"
    ) -> None:
        """Words on their base line; `at` is where of them the point lies, as Pillow calls it."""
        self.pen.text((x * FINER, y * FINER), said, font=_font(int(size * FINER), weight), fill=ink, anchor=at)

    def faded(self, top: Ink, bottom: Ink, *, until: float) -> None:
        """A sky: one colour going over into another from the upper edge down to `until`."""
        height = int(until * FINER)
        mask = Image.linear_gradient("L").resize((self.image.width, height))
        over = Image.composite(Image.new("RGB", mask.size, bottom), Image.new("RGB", mask.size, top), mask)
        self.image.paste(over, (0, 0))

    def picture(self) -> Image.Image:
        """The finished picture."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([weight])
    return font
