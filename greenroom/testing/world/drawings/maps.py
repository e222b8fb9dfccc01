"""Maps of places that do not exist."""

from PIL import Image

from greenroom.testing.world.drawings.sheet import CLAY, HAIR, INK, MIST, OCHRE, PINE, QUIET, SAND, SEA, Sheet

PLACES = {
    "Skerrow": (230, 300), "Marrholm": (640, 180), "Havtind": (1010, 330), "Verrane": (860, 690), "Ottervik": (380, 660)
}  # fmt: skip


def routes() -> Image.Image:
    """Four ferry routes, three on time."""
    sheet = Sheet(1200, 900, MIST)
    sheet.shape([(0, 0), (300, 0), (250, 160), (290, 330), (170, 470), (120, 700), (0, 760)], SAND)
    sheet.shape([(520, 0), (820, 0), (760, 120), (660, 200), (560, 130)], SAND)
    sheet.shape([(1200, 120), (1040, 240), (990, 360), (1080, 520), (1200, 560)], SAND)
    sheet.shape([(300, 900), (340, 700), (450, 640), (620, 760), (800, 690), (960, 720), (1040, 900)], SAND)
    lines = [("Skerrow", "Marrholm", PINE), ("Marrholm", "Havtind", PINE), ("Skerrow", "Ottervik", PINE),
             ("Havtind", "Verrane", CLAY)]  # fmt: skip
    for start, end, ink in lines:
        _dotted(sheet, PLACES[start], PLACES[end], ink)
    for name, (x, y) in PLACES.items():
        sheet.disc(x, y, 15, "#ffffff", rim=INK, wide=5)
        aside, at = (-26, "rs") if name == "Skerrow" else (26, "ls")
        sheet.words(x + aside, y + (52 if name == "Verrane" else -14), name, 36, weight=600, at=at)
    sheet.box(60, 40, 330, 74, "#ffffff", round_by=8)
    sheet.words(84, 88, "08:00  three of four on time", 24, INK)
    return sheet.picture()


def _dotted(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], ink: str) -> None:
    """A bent row of dots."""
    bend = ((start[0] + end[0]) / 2 + (end[1] - start[1]) * 0.18, (start[1] + end[1]) / 2 + (start[0] - end[0]) * 0.18)
    for step in range(1, 30):
        t = step / 30
        x, y = ((1 - t) ** 2 * a + 2 * (1 - t) * t * b + t**2 * c for a, b, c in zip(start, bend, end, strict=True))
        sheet.disc(x, y, 6, ink)


def harbour() -> Image.Image:
    """A harbour from above: ramps, gates, where to wait."""
    sheet = Sheet(1200, 800, "#e9ece6")
    sheet.box(0, 0, 1200, 300, SEA)
    for number in range(4):
        left = 120 + number * 280
        sheet.box(left, 250, 130, 150, "#b9c0ba")
        sheet.words(left + 65, 350, str(number + 1), 60, "#ffffff", weight=600, at="ms")
        hull = [(left + 15, 70), (left + 65, 30), (left + 115, 70), (left + 115, 235), (left + 15, 235)]
        sheet.shape(hull, "#f4f4ee")
        sheet.box(left + 35, 90, 60, 110, CLAY if number == 1 else PINE, round_by=6)
    sheet.box(80, 480, 1040, 120, "#ffffff", round_by=10)
    sheet.words(120, 555, "Terminal", 44, weight=600)
    sheet.words(620, 552, "Desk at gate 2: onward tickets", 34, CLAY)
    sheet.line([(465, 470), (465, 410)], CLAY, 8)
    sheet.shape([(445, 420), (485, 420), (465, 392)], CLAY)
    sheet.line([(0, 690), (1200, 690)], HAIR, 70)
    sheet.words(90, 702, "Bus 14 to Marrholm", 32, QUIET)
    sheet.disc(50, 692, 18, OCHRE)
    return sheet.picture()
