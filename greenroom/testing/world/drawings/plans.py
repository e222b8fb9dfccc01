"""Plans: what a part looks like from the side, with names on it."""

from PIL import Image

from greenroom.testing.world.drawings.sheet import CLAY, HAIR, INK, PINE, QUIET, SEA, Sheet


def _ruled(width: int, height: int) -> Sheet:
    sheet = Sheet(width, height, "#f3f6f6")
    for x in range(0, width, 50):
        sheet.line([(x, 0), (x, height)], "#e1e8e8", 1)
    for y in range(0, height, 50):
        sheet.line([(0, y), (width, y)], "#e1e8e8", 1)
    return sheet


def _named(sheet: Sheet, x: float, y: float, goal: tuple[float, float], name: str) -> None:
    sheet.line([(x, y), goal], QUIET, 2)
    sheet.disc(*goal, 6, QUIET)
    sheet.words(x, y - 10, name, 30)


def pump() -> Image.Image:
    """A pump from the side; the seal is the part that broke."""
    sheet = _ruled(1200, 850)
    sheet.box(170, 610, 860, 40, INK)
    sheet.disc(430, 430, 190, "#dbe6ea", rim=SEA, wide=10)
    sheet.disc(430, 430, 70, "#ffffff", rim=SEA, wide=8)
    sheet.box(120, 250, 300, 90, "#dbe6ea")
    sheet.line([(120, 250), (420, 250)], SEA, 8)
    sheet.line([(120, 340), (300, 340)], SEA, 8)
    sheet.box(640, 330, 330, 210, "#cfdad5", round_by=14)
    sheet.box(560, 405, 90, 50, INK)
    sheet.box(590, 380, 30, 100, CLAY)
    for fin in range(8):
        sheet.line([(670 + fin * 38, 335), (670 + fin * 38, 535)], PINE, 4)
    _named(sheet, 130, 160, (240, 262), "Druckstutzen")
    _named(sheet, 560, 190, (605, 384), "Dichtung, getauscht am Montag")
    _named(sheet, 800, 740, (800, 520), "Motor")
    _named(sheet, 300, 760, (430, 600), "Gehäuse")
    return sheet.picture()


def ramp() -> Image.Image:
    """Ramp 2 from the side, with the bent hinge."""
    sheet = _ruled(1200, 700)
    sheet.box(0, 420, 430, 280, "#b7beb9")
    sheet.box(430, 560, 770, 140, "#9fc0cf")
    sheet.line([(425, 425), (640, 452), (900, 505)], INK, 22)
    sheet.disc(640, 452, 26, None, rim=CLAY, wide=8)
    sheet.shape([(880, 470), (1200, 470), (1200, 610), (960, 610)], "#27436b")
    _named(sheet, 560, 260, (640, 430), "hinge, bent by 11 cm")
    _named(sheet, 110, 330, (220, 424), "quay")
    _named(sheet, 960, 380, (1040, 480), "bow")
    sheet.line([(0, 558), (1200, 558)], HAIR, 2)
    return sheet.picture()
