# ruff: noqa: RUF001 - French apostrophes
"""The circles of the demo world."""

from greenroom.testing.world.shape import Room

ROOMS = [
    Room(
        handle="board",
        name="Board",
        keeper="ida",
        people="bram leonie piet noor josefin tove oskar sunniva",
        about="What the managing board of Skerrow Ferries decides, before it is news.",
    ),
    Room(
        handle="comms_team",
        name="Comms team",
        keeper="ida",
        people="leonie noor runa klaus_peter sunniva",
        about="Rota, handovers, lost cellos.",
    ),
    Room(
        handle="skagerrak",
        name="Peer room Skagerrak",
        keeper="constanze",
        people="ida rafe celeste tomasz ottilie dagny minh_anh",
        about="Eight people, every third Wednesday at 08:00. No advice before the case has been told to the end.",
    ),
    Room(
        handle="tannengrund",
        name="Kollegiale Runde Tannengrund",
        keeper="constanze",
        people="ottilie bastian yara imke klaus_peter",
        about="Sechs Personen, drei Fälle, zwei Stunden.",
    ),
    Room(
        handle="lanterne",
        name="Cercle Lanterne",
        keeper="minh_anh",
        people="gwendal nadege lucia odile celeste",
        about="Ce que l’on ne montre qu’entre nous : brouillons, regrets, affiches.",
        late={"maelle": 4},
    ),
    Room(
        handle="marrowby",
        name="Situation room Marrowby",
        keeper="celeste",
        people="dario signe yusuf ana_sofia ines",
        about="Open until the list of promises is empty.",
    ),
    Room(
        handle="door",
        name="The door",
        keeper="marit",
        people="hester",
        about="The door, the rounds, what people write to us.",
    ),
]
