"""Reading every table as it is at one moment, while others go on writing: on a connection of its own."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import quote

from django.db import connection

from greenroom.kit.keeping.columns import Table, canonical, reader

AT_ONCE = 200  # rows: one may be long

type Rows = Iterator[list[Sequence[Any]]]


class Snapshot(Protocol):
    """One moment of the database."""

    def rows(self, table: Table) -> Rows:
        """The rows in order of their key, some at a time, in neutral words."""

    def column(self, table: str, column: str) -> Iterator[str]:
        """Every filled value of a column, in order."""

    def counter(self, table: Table) -> int:
        """The last number that was given to a row."""

    def migrations(self) -> list[tuple[str, str]]:
        """Application and name of every migration that was applied."""


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Everything as it is when the block is entered; what was committed before is in it, nothing that comes after."""
    opened = _sqlite if connection.vendor == "sqlite" else _postgresql
    with opened() as found:
        yield found


def _time(text: str) -> str:
    """The way SQLite holds a moment, as the other database would say it."""
    return f"{text[:10]}T{text[11:]}Z"


class Sqlite:
    """A read transaction: in WAL mode it hinders nobody."""

    def __init__(self, line: sqlite3.Connection) -> None:
        self.line = line

    def rows(self, table: Table) -> Rows:
        """The rows as they lie, turned where SQLite has no such kind."""
        by_kind: dict[str, Callable[[Any], Any]] = {"bool": bool, "time": _time, "json": canonical, "real": float}
        read = reader(list(table.columns.values()), by_kind)
        cursor = self.line.execute(_select(table))
        while some := cursor.fetchmany(AT_ONCE):
            yield [read(row) for row in some]

    def column(self, table: str, column: str) -> Iterator[str]:
        """Every filled value of a column."""
        for (value,) in self.line.execute(_filled(table, column)):
            yield value

    def counter(self, table: Table) -> int:
        """SQLite counts where a table's key is AUTOINCREMENT."""
        row = self.line.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table.name]).fetchone()
        return row[0] if row else 0

    def migrations(self) -> list[tuple[str, str]]:
        """As the framework noted them."""
        return sorted(self.line.execute(MIGRATIONS).fetchall())


class Postgresql:
    """A transaction that repeats what it reads; rows come through cursors on the server."""

    def __init__(self, line: Any) -> None:
        self.line = line

    def rows(self, table: Table) -> Rows:
        """The rows; moments, dates and bytes are written alike by the encoder."""
        read = reader(list(table.columns.values()), {"json": canonical})
        with self.line.cursor(name="kept") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(_select(table, collate=table.columns[table.key] == "text"))
            while some := cursor.fetchmany(AT_ONCE):
                yield [read(row) for row in some]

    def column(self, table: str, column: str) -> Iterator[str]:
        """Every filled value of a column."""
        with self.line.cursor(name="keys") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(_filled(table, column))
            for (value,) in cursor:
                yield value

    def counter(self, table: Table) -> int:
        """The sequence behind the key. It may be ahead of the rows, never behind."""
        with self.line.cursor() as cursor:
            name = cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, table.key]).fetchone()[0]
            if name is None:
                return 0
            last, is_called = cursor.execute(f"SELECT last_value, is_called FROM {name}").fetchone()  # noqa: S608
            return int(last) if is_called else 0

    def migrations(self) -> list[tuple[str, str]]:
        """As the framework noted them."""
        with self.line.cursor() as cursor:
            return sorted((app, name) for app, name in cursor.execute(MIGRATIONS).fetchall())


MIGRATIONS = "SELECT app, name FROM django_migrations"


def _select(table: Table, *, collate: bool = False) -> str:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    order = f'"{table.key}"' + (' COLLATE "C"' if collate else "")
    return f'SELECT {columns} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 - names of our own tables


def _filled(table: str, column: str) -> str:
    return f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\' ORDER BY 1'  # noqa: S608


@contextmanager
def _sqlite() -> Iterator[Sqlite]:
    file = quote(str(connection.settings_dict["NAME"]))
    line = sqlite3.connect(f"file:{file}?mode=rw", uri=True, isolation_level=None, timeout=15)
    try:
        line.execute("PRAGMA query_only = 1")
        line.execute("BEGIN")
        line.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()  # only a read begins the moment
        yield Sqlite(line)
    finally:
        line.close()


@contextmanager
def _postgresql() -> Iterator[Postgresql]:
    from psycopg import IsolationLevel

    own = connection.copy()
    own.connect()
    try:
        own.connection.autocommit = False
        own.connection.isolation_level = IsolationLevel.REPEATABLE_READ
        own.connection.read_only = True
        yield Postgresql(own.connection)
    finally:
        own.connection.close()
