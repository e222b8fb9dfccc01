"""Rows of the room of imports."""

from greenroom.imports.models.run import ImportRun, RefusedItem

__all__ = ["ImportRun", "RefusedItem"]
