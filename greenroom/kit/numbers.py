"""Whole numbers as people write them."""

from django.utils.translation import get_language

_MARKS = {"de": ".", "fr": "\u202f"}


def written(number: int) -> str:
    """With the thousands marks of the language that is active: 1,284, 1.284, 1 284."""
    return f"{number:,}".replace(",", _MARKS.get((get_language() or "en")[:2], ","))
