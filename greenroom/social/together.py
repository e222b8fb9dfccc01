"""Several small questions to the database in one statement, so that a page asks few times."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Rows = QuerySet[Any, Any]


def asked_together(
    parts: Iterable[Rows], *, limit: int | None = None, newest_first: bool = True
) -> list[tuple[Any, ...]]:
    """The rows of all parts, which have the same columns; with `limit`, the first ones by the first column.

    The mapper's own `union` cannot limit its parts on SQLite, and limits are what makes timelines cheap.
    """
    statements: list[str] = []
    parameters: list[Any] = []
    for number, part in enumerate(parts):
        try:
            sql, some = part.query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({sql}) part{number}")  # noqa: S608 - written by the mapper
        parameters += some
    if not statements:
        return []
    whole = " UNION ALL ".join(statements)
    if limit is not None:
        whole = f"{whole} ORDER BY 1 {'DESC' if newest_first else 'ASC'} LIMIT {int(limit)}"
    with connection.cursor() as cursor:
        cursor.execute(whole, parameters)
        return list(cursor.fetchall())
