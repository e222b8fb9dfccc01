"""Places as flat shapes: a ship at four times of day, a crane, a workshop, a valley, a tower, a light that blinks."""

from random import Random

from PIL import Image

from greenroom.testing.world.drawings.sheet import CLAY, INK, OCHRE, PAPER, PINE, QUIET, SAND, Sheet

# sky above, sky at the horizon, sea, light of the windows
LIGHTS = {
    "dawn": ("#c9d3e0", "#f3d9c0", "#7d93a8", "#fff3d6"),
    "noon": ("#a9cbe0", "#e6f0f2", "#4f86a6", "#39505e"),
    "dusk": ("#59608a", "#e5a07f", "#4a5574", "#ffd98a"),
    "night": ("#10182b", "#2a3654", "#0e1a2c", "#ffdf8f"),
}


def ship(hour: str) -> Image.Image:
    """A ferry off the coast."""
    top, low, sea, window = LIGHTS[hour]
    sheet = Sheet(1200, 900)
    sheet.faded(top, low, until=560)
    chance = Random(hour)
    if hour == "night":
        for _ in range(60):
            sheet.disc(chance.uniform(0, 1200), chance.uniform(0, 420), chance.uniform(1, 2.4), "#e9edf5")
    else:
        sheet.disc(900, {"dawn": 470, "noon": 150, "dusk": 500}[hour], 62, "#fff4d8")
    sheet.shape([(0, 560), (180, 470), (330, 520), (520, 440), (700, 560)], _mixed(low, sea, 0.45))
    sheet.box(0, 555, 1200, 345, sea)
    for row in range(7):
        y = 600 + row * 44
        for _ in range(7):
            x = chance.uniform(-60, 1160)
            sheet.line([(x, y), (x + 60 + row * 14, y)], _mixed(sea, low, 0.35), 3 + row * 0.5)
    _hull(sheet, 330, 590, window, dark=hour in {"dusk", "night"})
    return sheet.picture()


def _hull(sheet: Sheet, x: float, y: float, window: str, *, dark: bool) -> None:
    white = "#8d97a8" if dark else "#f6f6f2"
    sheet.shape([(x, y), (x + 560, y), (x + 510, y + 92), (x + 46, y + 92)], "#22304a" if dark else "#27436b")
    sheet.box(x + 70, y - 66, 400, 66, white)
    sheet.box(x + 120, y - 122, 290, 58, white)
    sheet.box(x + 330, y - 186, 60, 66, CLAY)
    for place in range(9):
        sheet.box(x + 92 + place * 42, y - 46, 24, 22, window, round_by=4)
    for place in range(6):
        sheet.box(x + 140 + place * 42, y - 104, 24, 20, window, round_by=4)


def _mixed(one: str, other: str, part: float) -> tuple[int, int, int]:
    pairs = zip(_parts(one), _parts(other), strict=True)
    red, green, blue = (int(a + (b - a) * part) for a, b in pairs)
    return red, green, blue


def _parts(ink: str) -> tuple[int, int, int]:
    return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)


def crane() -> Image.Image:
    """The crane at ramp 2, with its arm over the lane."""
    sheet = Sheet(900, 1200)
    sheet.faded("#b9cdd8", "#eef0ea", until=1000)
    sheet.box(0, 980, 900, 220, "#8f9a94")
    for side in (250, 410):
        sheet.line([(side, 980), (side + (330 - side) * 0.35, 300)], OCHRE, 20)
    for step in range(6):
        y = 940 - step * 110
        sheet.line([(262 + step * 7, y), (398 - step * 7, y - 90)], OCHRE, 8)
        sheet.line([(398 - step * 7, y), (262 + step * 7, y - 90)], OCHRE, 8)
    sheet.line([(140, 290), (840, 240)], OCHRE, 26)
    sheet.box(270, 230, 120, 110, CLAY, round_by=6)
    sheet.line([(720, 252), (720, 640)], INK, 5)
    sheet.box(620, 640, 200, 120, PINE)
    sheet.line([(620, 700), (820, 700)], "#234a3d", 5)
    sheet.box(520, 990, 330, 14, "#d9ded9")
    return sheet.picture()


def workshop() -> Image.Image:
    """A bench under a skylight: three bowls, one of them unfinished."""
    sheet = Sheet(1200, 900, "#e9e2d3")
    sheet.shape([(180, 0), (820, 0), (1020, 620), (120, 620)], "#f6f1e4")
    sheet.box(0, 610, 1200, 70, "#9b7248")
    sheet.box(0, 680, 1200, 220, "#6f4f33")
    for x, radius, ink in ((300, 110, PINE), (610, 140, CLAY), (920, 90, "#cbbfa6")):
        sheet.bowl(x, 612 - radius, radius, ink)
        sheet.oval(x - radius, 610 - radius - 18, radius * 2, 36, _mixed(SAND, "#6f4f33", 0.25))
    for place in range(6):
        sheet.line([(90 + place * 46, 120), (90 + place * 46, 260 + place % 3 * 40)], "#7b6a52", 8)
    sheet.line([(60, 120), (380, 120)], "#7b6a52", 10)
    return sheet.picture()


def valley() -> Image.Image:
    """The valley of the works before the morning shift."""
    sheet = Sheet(1500, 844)
    sheet.faded("#d8dfe3", "#f5ead8", until=520)
    for base, ink in ((420, "#b7c4c0"), (500, "#93a8a0"), (590, "#6b8a7c")):
        points = [(x, base - 90 * abs(((x + base) % 500) / 250 - 1)) for x in range(0, 1600, 50)]
        sheet.shape([(0, 844), *points, (1500, 844)], ink)
    sheet.box(0, 690, 1500, 154, "#46695a")
    for place in range(5):
        left = 520 + place * 96
        sheet.shape([(left, 640), (left, 590), (left + 96, 560), (left + 96, 640)], "#d9d4c7")
        sheet.box(left, 640, 96, 60, "#c3bcab")
    sheet.box(1040, 430, 34, 270, "#a9806a")
    for puff in range(3):
        sheet.disc(1062 + puff * 44, 400 - puff * 46, 24 + puff * 12, "#eceae4")
    return sheet.picture()


def tower() -> Image.Image:
    """A water tower over roofs."""
    sheet = Sheet(1000, 1250, "#dfe8ea")
    for leg in (330, 470, 530, 670):
        sheet.line([(leg, 1000), (500 + (leg - 500) * 0.5, 480)], QUIET, 18)
    sheet.box(270, 260, 460, 240, "#7f9ba6", round_by=30)
    sheet.shape([(250, 280), (500, 150), (750, 280)], "#5c7782")
    sheet.words(500, 410, "VERRANE", 62, PAPER, weight=600, at="ms")
    for place, ink in enumerate((CLAY, OCHRE, "#8d5a4a", CLAY, "#a9714f")):
        left = -40 + place * 220
        sheet.shape([(left, 1080), (left + 120, 980), (left + 240, 1080)], ink)
        sheet.box(left + 14, 1080, 212, 170, "#efe6d6")
    return sheet.picture()


def signal() -> list[Image.Image]:
    """The new light at the head of the quay, on for a second and a half, off for one: twelve pictures."""
    frames = []
    for step in range(12):
        sheet = Sheet(480, 360)
        sheet.faded("#18233a", "#3b4a68", until=300)
        sheet.box(0, 296, 480, 64, "#101a2b")
        sheet.shape([(214, 296), (226, 120), (254, 120), (266, 296)], "#d8d5cc")
        sheet.box(216, 96, 48, 28, "#2b3444", round_by=4)
        if step < 7:
            sheet.shape([(240, 108), (480, 60), (480, 156)], "#6d6a58")
            sheet.disc(240, 109, 13, "#ffe6a1")
        for row in range(3):
            left, y = 20 + step * 6 + row * 90, 316 + row * 14
            sheet.line([(left, y), (left + 70, y)], "#2d3d57", 3)
        frames.append(sheet.picture())
    return frames
