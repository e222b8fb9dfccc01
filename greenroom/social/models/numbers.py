"""Ids of posts and boosts: one namespace, kept apart by the last bit, so that timelines merge by id."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, models, transaction

from greenroom.kit.ids import id_at

DRAWS_PER_MILLISECOND = 8
DRAWS = 64


def post_id_at(moment: datetime) -> int:
    """An even id for a post published at `moment`."""
    return id_at(moment) & ~1


def boost_id_at(moment: datetime) -> int:
    """An odd id for a boost made at `moment`."""
    return id_at(moment) | 1


def new_post_id() -> int:
    """An id for a post published now."""
    return post_id_at(datetime.now(UTC))


def new_boost_id() -> int:
    """An id for a boost made now."""
    return boost_id_at(datetime.now(UTC))


def save_with_fresh_id(row: models.Model, *, draw: Callable[[datetime], int], moment: datetime) -> None:
    """Insert `row` under an id drawn for `moment`; an id that is taken is drawn again.

    Archives hold thousands of posts of one second, so after some draws the next millisecond is tried.
    """
    kind = type(row)
    for attempt in range(DRAWS):
        row.pk = draw(moment + timedelta(milliseconds=attempt // DRAWS_PER_MILLISECOND))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not models.QuerySet(kind).filter(pk=row.pk).exists():
                raise
        else:
            return
    raise IntegrityError(f"No free id for a {kind.__name__} at {moment}.")
