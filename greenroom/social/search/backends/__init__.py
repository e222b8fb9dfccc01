"""The index as each database keeps it: writing entries, and asking which posts hold some terms."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from django.db import connection

from greenroom.social.search.terms import Entry, Source, Terms


class Backend(Protocol):
    """What a module of this package offers; all of it inside the caller's transaction."""

    def put_in(self, entries: Sequence[Entry]) -> None:
        """Store these entries in the place of what stood there for their posts."""

    def take_out(self, post_ids: Sequence[int]) -> None:
        """Forget every word of these posts."""

    def empty(self) -> None:
        """Forget everything."""

    def source(self, terms: Terms) -> Source:
        """The posts that hold the terms; at least one word must be asked for."""


def backend() -> Backend:
    """The one of the database in use."""
    return cast("Backend", import_module(f"{__name__}.{connection.vendor}"))
