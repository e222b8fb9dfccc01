"""Everybody in the demo world, house by house."""

from greenroom.testing.world.cast import baltisk, brindlemill, halden, independents, morvane, quillan, skerrow
from greenroom.testing.world.shape import Player

ROOMS = (skerrow, quillan, halden, brindlemill, morvane, baltisk, independents)

PEOPLE: list[Player] = [player for room in ROOMS for player in room.PEOPLE]
