"""Mistakes about what somebody arranges for themselves: lists, notes, followed tags, suggestions."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from greenroom.pages.places import standing as places
from greenroom.social.models import AccountNote


@contextlib.contextmanager
def notes_of_all() -> Iterator[None]:
    """A look-up of notes that asks about whom, and forgets by whom."""
    real = places.standing

    def standing(viewer: Any, identity: Any) -> Any:
        row = AccountNote.objects.filter(about=identity).order_by("pk").first()
        return replace(real(viewer, identity), note=row.text if row else None)

    with (
        patch("greenroom.pages.places.views_quiet.standing", standing),
        patch("greenroom.pages.places.views_people.standing", standing),
        patch("greenroom.pages.places.views_organisations.standing", standing),
    ):
        yield
