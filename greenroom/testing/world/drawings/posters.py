"""Posters in three languages: big words, one shape."""

from PIL import Image

from greenroom.testing.world.drawings.sheet import CLAY, INK, OCHRE, PAPER, PINE, QUIET, SAND, SEA, Sheet


def gangway() -> Image.Image:
    """A notice for people who have no desk, to be read from two metres."""
    sheet = Sheet(1000, 1400, "#f3efe4")
    sheet.box(0, 0, 1000, 26, SEA)
    sheet.words(80, 190, "Ab 8. Dezember", 54, SEA, weight=600)
    for row, said in enumerate(("Die 05:15", "fährt um", "05:25.")):
        sheet.words(80, 400 + row * 170, said, 160, INK, weight=600)
    sheet.words(80, 900, "Zehn Minuten für die Sicherheitsrunde", 44, INK)
    sheet.words(80, 962, "der Besatzung. Der Bus 14 wartet.", 44, INK)
    sheet.shape([(120, 1210), (880, 1210), (820, 1300), (190, 1300)], SEA)
    sheet.box(260, 1140, 440, 70, "#ffffff")
    sheet.words(80, 1366, "Fragen: Steg 3, täglich 05:00 bis 06:00", 32, QUIET)
    return sheet.picture()


def open_day() -> Image.Image:
    """The open day of a factory."""
    sheet = Sheet(1000, 1400, PINE)
    sheet.disc(500, 560, 330, "#3f7564")
    sheet.disc(500, 560, 210, PINE)
    for spoke in range(6):
        x, y = ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5))[spoke]
        sheet.line([(500 + x * 60, 560 + y * 60), (500 + x * 318, 560 + y * 318)], "#e9dfc8", 26)
    sheet.disc(500, 560, 74, OCHRE)
    sheet.words(500, 1060, "Offene Tore", 124, PAPER, weight=600, at="ms")
    sheet.words(500, 1150, "Samstag, 10 bis 16 Uhr, Werk Tannried", 44, "#e9dfc8", at="ms")
    sheet.words(500, 1290, "Fragen Sie, was Sie wollen. Wir sind alle da.", 36, "#bcd0c7", at="ms")
    return sheet.picture()


def vernissage() -> Image.Image:
    """An evening at the workshops."""
    sheet = Sheet(1000, 1400, SAND)
    sheet.box(120, 120, 520, 620, CLAY)
    sheet.disc(560, 700, 240, PINE)
    sheet.disc(560, 700, 120, SAND)
    sheet.words(120, 1080, "Mains", 190, INK, weight=600)
    sheet.words(120, 1200, "ouvertes", 120, INK, weight=600)
    sheet.words(120, 1292, "Jeudi, 18 h 30, atelier 2. Sans discours.", 38, QUIET)
    return sheet.picture()


def words() -> Image.Image:
    """Ten words that were banned, struck out."""
    sheet = Sheet(1000, 1250, PAPER)
    sheet.words(90, 150, "Not this month", 70, CLAY, weight=600)
    banned = "unfortunately, journey, leverage, going forward, robust, stakeholders, exciting, reach out"
    for row, said in enumerate(banned.split(", ")):
        y = 290 + row * 112
        sheet.words(90, y, said, 78, INK)
        sheet.line([(80, y - 24), (120 + len(said) * 37, y - 24)], CLAY, 6)
    sheet.words(90, 1204, "What, until when, what you can do.", 40, PINE, weight=600)
    return sheet.picture()
