"""Faces of people as quiet shapes, and marks of organisations: each made from a handle alone."""

import colorsys
from random import Random

from PIL import Image

from greenroom.testing.world.drawings.sheet import Sheet

SIDE = 400
SKINS = ["#f0d5bf", "#e2b896", "#c99671", "#a87350", "#7d5138", "#57382a"]
HAIRS = ["#2b211c", "#4a3527", "#7a5230", "#b98a4b", "#8c8c88", "#c9c5bd", "#a5482d"]
WOOLS = ["#2f5d4e", "#3d6784", "#7a4a63", "#8a6a2f", "#4c5573", "#9a4f3c", "#55714a"]
GROUNDS = ["#dfe6dd", "#e6e0d2", "#d9e2e8", "#e8dbd8", "#dedfe8"]
STYLES = ["short", "long", "bun", "bald", "side", "curls", "scarf"]
# Those who are met most often: style, skin, hair, and whether a beard; the others come as they come.
LOOKS = {
    "ida": ("long", 1, 1, False), "bram": ("side", 0, 4, True), "noor": ("scarf", 2, 0, False),
    "piet": ("short", 1, 3, True), "leonie": ("bun", 0, 3, False), "runa": ("curls", 3, 0, False),
    "klaus_peter": ("bald", 0, 4, True), "oskar": ("short", 1, 4, True), "celeste": ("curls", 4, 0, False),
    "rafe": ("short", 5, 0, True), "ottilie": ("bun", 0, 5, False), "gwendal": ("side", 1, 6, True),
    "minh_anh": ("long", 1, 0, False), "marit": ("side", 0, 5, False), "hester": ("scarf", 4, 0, False),
    "sunniva": ("short", 0, 3, False), "josefin": ("long", 1, 3, False), "tomasz": ("side", 1, 2, False),
    "dagny": ("bun", 0, 6, False), "magnus": ("bald", 2, 4, True), "imke": ("long", 0, 2, False),
}  # fmt: skip
WAYS = {"skerrow": "waves", "quillan": "rings", "halden": "grid", "verrane": "sails", "baltisk": "steps"}


def portrait(handle: str) -> Image.Image:
    """Shoulders, neck, head, hair; some with glasses, some with a beard, nobody with a smile that is drawn."""
    chance = Random(f"face of {handle}")
    by_chance = (
        chance.choice(STYLES),
        chance.randrange(len(SKINS)),
        chance.randrange(len(HAIRS)),
        chance.random() < 0.2,
    )
    style, tone, tress, is_bearded = LOOKS.get(handle, by_chance)
    skin, hair, wool = SKINS[tone], HAIRS[tress], chance.choice(WOOLS)
    sheet = Sheet(SIDE, SIDE, chance.choice(GROUNDS))
    lean = chance.uniform(-14, 14)
    x, y = SIDE / 2 + lean, 172 + chance.uniform(-8, 8)
    if style == "long":
        sheet.box(x - 92, y - 60, 184, 230, hair, round_by=80)
    if style == "bun":
        sheet.disc(x, y - 104, 40, hair)
    sheet.oval(38 + lean / 2, 288, SIDE - 76, 260, wool)
    sheet.box(x - 32, y + 40, 64, 110, skin, round_by=30)
    sheet.shape([(x - 46, 292), (x, 346), (x + 46, 292), (x + 30, 280), (x - 30, 280)], skin)
    if style == "scarf":
        sheet.oval(x - 88, y - 110, 176, 236, wool)
    sheet.oval(x - 70, y - 88, 140, 178, skin) if style != "scarf" else sheet.oval(x - 58, y - 62, 116, 150, skin)
    _hair(sheet, style, x, y, hair)
    if chance.random() < 0.3:
        _glasses(sheet, x, y)
    if is_bearded and style in {"short", "bald", "side"}:
        sheet.oval(x - 44, y + 38, 88, 58, hair)
        sheet.oval(x - 26, y + 32, 52, 28, skin)
    return sheet.picture()


def _hair(sheet: Sheet, style: str, x: float, y: float, hair: str) -> None:
    if style in {"short", "bun"}:
        sheet.cap(x, y - 20, 76, 0, hair)
    elif style == "long":
        sheet.cap(x, y - 8, 82, 0, hair)
    elif style == "side":
        sheet.cap(x, y - 28, 77, -22, hair)
    elif style == "curls":
        for step in range(-3, 4):
            sheet.disc(x + step * 24, y - 76 + abs(step) * 9, 30, hair)


def _glasses(sheet: Sheet, x: float, y: float) -> None:
    for side in (-1, 1):
        sheet.disc(x + side * 30, y + 4, 22, None, rim="#26302c", wide=4)
    sheet.line([(x - 9, y + 2), (x + 9, y + 2)], "#26302c", 4)


def mark(handle: str, hue: int) -> Image.Image:
    """A sign of a few plain forms in the organisation's own hue."""
    chance = Random(f"mark of {handle}")
    deep, mid, pale = (_of(hue, light, much) for light, much in ((0.24, 0.5), (0.42, 0.45), (0.9, 0.35)))
    sheet = Sheet(SIDE, SIDE, deep)
    way = WAYS.get(handle) or chance.choice(["waves", "rings", "steps", "sails", "grid"])
    SIGNS[way](sheet, mid, pale, chance)
    return sheet.picture()


Color = tuple[int, int, int]


def _waves(sheet: Sheet, mid: Color, pale: Color, _chance: Random) -> None:
    for row in range(4):
        points = [(x, 130 + row * 55 + 22 * ((x // 50) % 2)) for x in range(0, SIDE + 50, 50)]
        sheet.line(points, pale if row % 2 else mid, 18)


def _rings(sheet: Sheet, mid: Color, pale: Color, _chance: Random) -> None:
    for radius in (150, 104, 58):
        sheet.disc(200, 200, radius, None, rim=pale if radius != 104 else mid, wide=20)


def _steps(sheet: Sheet, mid: Color, pale: Color, _chance: Random) -> None:
    for step in range(4):
        sheet.box(70 + step * 68, 280 - step * 58, 56, 60 + step * 58, pale if step % 2 else mid)


def _sails(sheet: Sheet, mid: Color, pale: Color, _chance: Random) -> None:
    sheet.shape([(190, 60), (190, 310), (60, 310)], pale)
    sheet.shape([(214, 110), (214, 310), (340, 310)], mid)


def _grid(sheet: Sheet, mid: Color, pale: Color, chance: Random) -> None:
    for place in range(9):
        left, top = 84 + place % 3 * 82, 84 + place // 3 * 82
        sheet.box(left, top, 66, 66, pale if chance.random() < 0.5 else mid, round_by=chance.choice([0, 33]))


SIGNS = {"waves": _waves, "rings": _rings, "steps": _steps, "sails": _sails, "grid": _grid}


def band(handle: str, hue: int) -> Image.Image:
    """Four rows of hills in the hue, for the head of a page."""
    chance = Random(f"band of {handle}")
    sheet = Sheet(1500, 500, _of(hue, 0.9, 0.25))
    for row in range(4):
        base, points = 220 + row * 80, [(0.0, 500.0)]
        height: float = base
        for x in range(0, 1600, 100):
            height = min(base + 60, max(base - 60, height + chance.uniform(-34, 34)))
            points.append((x, height))
        sheet.shape([*points, (1500, 500)], _of(hue, 0.78 - row * 0.16, 0.3 + row * 0.05))
    return sheet.picture()


def _of(hue: int, light: float, much: float) -> Color:
    """A colour near the hue of oklch, by the older circle of hues, which lies a little turned."""
    red, green, blue = colorsys.hls_to_rgb(((hue - 20) % 360) / 360, light, much)
    return int(red * 255), int(green * 255), int(blue * 255)
