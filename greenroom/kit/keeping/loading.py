"""Filling an empty database from an archive: its tables are made as they were then, filled, and brought to today."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, BinaryIO

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from greenroom.kit.keeping import checking, registry
from greenroom.kit.keeping.manifest import Kept, Manifest
from greenroom.kit.keeping.unfit import UnfitError

SWIFT = ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -64000")


def require_known(manifest: Manifest) -> None:
    """Refuse an archive of a newer version: one with steps of the database that this program does not have."""
    known = set(MigrationExecutor(connection).loader.disk_migrations)
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise UnfitError(
            f"The archive was made by Greenroom {manifest.greenroom}, which is newer than this one "
            f"(it knows {'.'.join(unknown[0])}). Install that version, then restore."
        )


def require_empty() -> None:
    """Refuse a database in which there is anything."""
    if connection.introspection.table_names():
        raise UnfitError("The database is not empty. Name an empty one; nothing was changed.")


@contextmanager
def in_one_go() -> Iterator[None]:
    """On PostgreSQL everything is one transaction, tables included; SQLite's file is new and nobody's yet."""
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic():
        yield


def load(stream: BinaryIO, manifest: Manifest) -> None:
    """Make the tables of that time, put every row in, check keys between tables, and migrate to this version."""
    _migrate_to(manifest)
    _require_tables(manifest)
    if connection.vendor == "sqlite":
        _into_sqlite(stream, manifest)
    else:
        _into_postgresql(stream, manifest)
    call_command("migrate", interactive=False, skip_checks=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    for remake in registry.REMAKING:
        remake()


def _migrate_to(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    graph, then = executor.loader.graph, {(app, name) for app, name in manifest.migrations}
    last = [step for step in then if not any(child.key in then for child in graph.node_map[step].children)]
    _hold_keys(executor.migrate, sorted(last))


def _hold_keys(migrate: Callable[..., Any], targets: list[tuple[str, str]]) -> None:
    """PostgreSQL alters no table while a check of its keys is put off: check at once while tables are made."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    migrate(targets)


def _require_tables(manifest: Manifest) -> None:
    """Every table and column that the archive names has to be there, under just these names."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for name, kept in manifest.tables.items():
            if name not in there or name in registry.LEFT_OUT:
                raise UnfitError(f"The archive has a table that no database of its version has: {name}.")
            columns = {column.name for column in connection.introspection.get_table_description(cursor, name)}
            if set(kept.columns) != columns or kept.key not in columns:
                raise UnfitError(f"The archive's columns of {name} are not those of its version.")


def _into_sqlite(stream: BinaryIO, manifest: Manifest) -> None:
    """Rows first, indexes afterwards: in the order of the keys alone a large table is written in one stroke."""
    connection.close()
    line = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        for command in SWIFT:
            line.execute(f"PRAGMA {command}").fetchall()
        line.execute("BEGIN")
        indexes = line.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''").fetchall()
        for name, _sql in indexes:
            line.execute(f'DROP INDEX "{name}"')
        for name in manifest.tables:
            line.execute(f'DELETE FROM "{name}"')  # noqa: S608 - looked up before
        for name, rows in checking.parts_of(stream, manifest):
            kept = manifest.tables[name]
            marks = ", ".join("?" * len(kept.columns))
            line.executemany(f"INSERT INTO {_target(name, kept)} VALUES ({marks})", _for_sqlite(kept, rows))  # noqa: S608
        for _name, sql in indexes:
            line.execute(sql)
        for name, kept in manifest.tables.items():
            _set_counter_of_sqlite(line, name, kept)
        line.execute("COMMIT")
        line.execute("PRAGMA journal_mode = WAL").fetchall()
    except sqlite3.IntegrityError as error:
        raise UnfitError(f"The archive's rows break a rule of the database: {error}.") from error
    finally:
        line.close()


def _target(name: str, kept: Kept) -> str:
    return f'"{name}" ({", ".join(f'"{column}"' for column in kept.columns)})'


def _for_sqlite(kept: Kept, rows: list[tuple[Any, ...]]) -> Iterator[list[Any]]:
    times = [place for place, kind in enumerate(kept.columns.values()) if kind == "time"]
    dates = [place for place, kind in enumerate(kept.columns.values()) if kind == "date"]
    for row in rows:
        made = list(row)
        for place in times:
            moment: datetime | None = made[place]
            if moment is not None:
                made[place] = str(moment.astimezone(UTC))[:-6]  # without "+00:00"
        for place in dates:
            if made[place] is not None:
                made[place] = made[place].isoformat()
        yield made


def _set_counter_of_sqlite(line: sqlite3.Connection, name: str, kept: Kept) -> None:
    if kept.counter is None:
        return
    line.execute("DELETE FROM sqlite_sequence WHERE name = ?", [name])
    if kept.counter:
        line.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [name, kept.counter])


def _into_postgresql(stream: BinaryIO, manifest: Manifest) -> None:
    """One COPY for each part; the keys between tables are checked when everything is in."""
    with connection.cursor() as cursor:
        names = ", ".join(connection.ops.quote_name(name) for name in manifest.tables)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    try:
        with connection.connection.cursor() as cursor:
            for name, rows in checking.parts_of(stream, manifest):
                with cursor.copy(f"COPY {_target(name, manifest.tables[name])} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            for name, kept in manifest.tables.items():
                _set_counter_of_postgresql(cursor, name, kept)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.IntegrityError as error:
        raise UnfitError(f"The archive's rows break a rule of the database: {type(error).__name__}.") from error


def _set_counter_of_postgresql(cursor: Any, name: str, kept: Kept) -> None:
    if kept.counter is None:
        return
    sequence = cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, kept.key]).fetchone()[0]
    if sequence is not None:
        cursor.execute("SELECT setval(%s, %s, %s)", [sequence, kept.counter or 1, bool(kept.counter)])
