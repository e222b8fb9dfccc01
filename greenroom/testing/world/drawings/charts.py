"""Charts: few marks, every number written beside its mark."""

from PIL import Image

from greenroom.testing.world.drawings.sheet import CLAY, HAIR, INK, OCHRE, PAPER, PINE, QUIET, SEA, Sheet

WIDTH, HEIGHT = 1200, 800


def _headed(title: str, below: str, *, height: int = HEIGHT) -> Sheet:
    sheet = Sheet(WIDTH, height, PAPER)
    sheet.words(70, 110, title, 50, weight=600)
    sheet.words(70, 160, below, 30, QUIET)
    return sheet


def delays() -> Image.Image:
    """Why ships were late in October, largest cause first."""
    sheet = _headed("Why we were late in October", "Minutes of delay by cause, four routes, 1,116 sailings")
    causes = [("Crane at ramp 2", 614, CLAY), ("Vehicles late on the ramp", 288, OCHRE), ("Engine checks", 171, SEA),
              ("Weather", 96, QUIET), ("Everything else", 61, QUIET)]  # fmt: skip
    for row, (name, minutes, ink) in enumerate(causes):
        top = 220 + row * 108
        sheet.words(70, top + 28, name, 32)
        sheet.box(70, top + 44, minutes * 1.55, 34, ink)
        sheet.words(70 + minutes * 1.55 + 16, top + 73, str(minutes), 32, weight=600)
    sheet.words(70, 772, "Skerrow Ferries, operations log", 24, QUIET)
    return sheet.picture()


def replies() -> Image.Image:
    """How long people waited for an answer, before and after."""
    sheet = _headed("Time to the first answer", "Median minutes, week by week; the page went up in week 6")
    minutes = [184, 201, 176, 190, 212, 141, 74, 52, 44, 47]
    sheet.line([(110, 660), (1130, 660)], HAIR, 2)
    points = [(130 + week * 108, 660 - value * 1.9) for week, value in enumerate(minutes)]
    sheet.line([(130 + 5 * 108 - 54, 240), (130 + 5 * 108 - 54, 690)], OCHRE, 3)
    sheet.line(points, PINE, 6)
    for week, ((x, y), value) in enumerate(zip(points, minutes, strict=True), start=1):
        sheet.disc(x, y, 10, PINE)
        sheet.words(x, y - 22, str(value), 28, weight=600, at="ms")
        sheet.words(x, 706, str(week), 26, QUIET, at="ms")
    sheet.words(70, 772, "Brindlemill consumer care", 24, QUIET)
    return sheet.picture()


def readers() -> Image.Image:
    """Who hears it where: desk, phone, wall."""
    sheet = _headed("Wo die Schicht uns liest", "Umfrage auf dem Hof, 212 Antworten, mehrere möglich")
    places = [("Aushang am Tor", 171, PINE), ("Telefon", 118, SEA), ("Vorarbeit", 97, OCHRE), ("E-Mail", 22, QUIET)]
    for row, (name, count, ink) in enumerate(places):
        top = 240 + row * 118
        sheet.words(70, top + 62, name, 34)
        for place in range(count // 5):
            sheet.box(390 + place % 20 * 32, top + place // 20 * 40 + 8, 24, 32, ink, round_by=4)
        sheet.words(1130, top + 62, str(count), 40, weight=600, at="rs")
    sheet.words(70, 772, "Halden Pumpen, interne Kommunikation. Ein Kästchen sind fünf Menschen.", 24, QUIET)
    return sheet.picture()


def pressure() -> Image.Image:
    """The test run of a pump: pressure over an hour, with the moment of the repair."""
    sheet = _headed("Prüflauf Pumpe 7", "Druck in bar über eine Stunde, Sollwert 6,0")
    sheet.line([(110, 400), (1130, 400)], OCHRE, 3)
    sheet.words(1136, 410, "6,0", 28, OCHRE)
    values = [5.9, 6.0, 6.1, 5.8, 5.1, 4.2, 3.9, 4.0, 5.2, 5.9, 6.0, 6.0, 6.1, 6.0, 6.0, 6.0]
    points = [(110 + step * 68, 400 - (value - 6) * 120) for step, value in enumerate(values)]
    sheet.line(points, SEA, 6)
    sheet.line([(110 + 7 * 68, 240), (110 + 7 * 68, 690)], CLAY, 3)
    sheet.words(110 + 7 * 68 + 14, 270, "Dichtung getauscht", 28, CLAY)
    for step, minute in enumerate(range(0, 61, 12)):
        sheet.words(110 + step * 204, 724, f"{minute} min", 26, QUIET, at="ms")
    sheet.words(70, 772, "Werk Oberlauen", 24, INK)
    return sheet.picture()
