"""The pictures of the demo world, drawn here and nowhere found: the same each time.

A drawing is a function that returns a picture; `DRAWINGS` names them for the scripts (`~ shows NAME | description`).
"""

from collections.abc import Callable
from functools import partial

from PIL import Image

from greenroom.testing.world.drawings import charts, maps, plans, posters, scenes

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "routes": maps.routes,
    "harbour": maps.harbour,
    "delays": charts.delays,
    "replies": charts.replies,
    "readers": charts.readers,
    "pressure": charts.pressure,
    "ship-dawn": partial(scenes.ship, "dawn"),
    "ship-noon": partial(scenes.ship, "noon"),
    "ship-dusk": partial(scenes.ship, "dusk"),
    "ship-night": partial(scenes.ship, "night"),
    "crane": scenes.crane,
    "workshop": scenes.workshop,
    "valley": scenes.valley,
    "tower": scenes.tower,
    "gangway": posters.gangway,
    "open-day": posters.open_day,
    "vernissage": posters.vernissage,
    "words": posters.words,
    "pump": plans.pump,
    "ramp": plans.ramp,
}
