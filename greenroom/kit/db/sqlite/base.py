"""Django's SQLite backend for several writing processes: writers queue, and a commit is on disk when it returns.

SQLite lets one connection write at a time; those who find it busy sleep for growing times, so that
whoever waited longest sleeps longest. Here they stand in line at a lock of the operating system
(`<database>-queue`), and only the first in line asks SQLite, often. The line ends when the write has
begun: nothing has to be given back at commit, and the kernel lets go when a process is killed.
"""

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

READING = ("SELECT", "PRAGMA", "EXPLAIN", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")
SHORTEST_SLEEP, LONGEST_SLEEP = 0.0001, 0.005  # seconds between two questions of the first in line
PATIENCE = 15.0  # seconds until a waiting writer is told that the database is locked
COMMANDS = (
    "PRAGMA synchronous = FULL",  # a commit is on disk before it is acknowledged
    "PRAGMA cache_size = -8000",  # 8 MB a connection
    "PRAGMA journal_size_limit = 67108864",  # a log that once grew is cut back to 64 MB
    "PRAGMA temp_store = MEMORY",
)


@contextmanager
def a_turn(queue: Path | None) -> Iterator[None]:
    """Be the first in line; every turn opens the file anew, so that threads queue like processes."""
    if queue is None:
        yield
        return
    try:
        file = queue.open("ab")
    except OSError as error:  # read-only or full: the write would fail alike
        raise sqlite3.OperationalError(f"unable to open the writers' queue: {error.strerror}") from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_busy(error: sqlite3.Error) -> bool:
    """Somebody else writes: in another process, or through the shared cache of a database in memory."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class QueueingCursor(base.SQLiteCursorWrapper):
    """A cursor whose statements wait in line where they would begin a write."""

    queue: Path | None = None
    patience = PATIENCE

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement; at the start of a transaction or as one of its own, wait until it may."""
        return self._in_line(query, lambda: base.SQLiteCursorWrapper.execute(self, query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for many rows; a list, since a refused start is tried again from the first row."""
        rows = list(param_list)
        return self._in_line(query, lambda: base.SQLiteCursorWrapper.executemany(self, query, rows))

    def _in_line(self, query: str, run: Callable[[], Any]) -> Any:
        if self.connection.in_transaction:
            return run()
        until = time.monotonic() + self.patience
        if query.lstrip().upper().startswith(READING):
            return self._until_free(run, until)
        with a_turn(self.queue):
            self.connection.execute("PRAGMA busy_timeout = 0")  # we ask more often than SQLite would
            try:
                return self._until_free(run, until)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")

    def _until_free(self, run: Callable[[], Any], until: float) -> Any:
        """Nothing has happened when SQLite says busy outside a transaction, so asking again is safe."""
        sleep = SHORTEST_SLEEP
        while True:
            try:
                return run()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() >= until:
                    raise
            time.sleep(sleep)
            sleep = min(sleep * 1.2, LONGEST_SLEEP)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL mode, IMMEDIATE transactions and full synchronisation."""

    queue: Path | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Every transaction takes the right to write at its start, so that it never fails half way."""
        params: dict[str, Any] = {"timeout": PATIENCE, **super().get_connection_params()}
        self.patience = float(params["timeout"])
        self.transaction_mode = "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file; the first one to do so switches it to WAL, which stays."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        self.queue = Path(f"{file}-queue") if file else None
        if file and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            with a_turn(self.queue):
                connection.execute("PRAGMA journal_mode = WAL")
        for command in COMMANDS:
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> QueueingCursor:  # noqa: ARG002 - the framework's shape
        """A cursor that knows its line."""
        cursor: QueueingCursor = self.connection.cursor(factory=QueueingCursor)
        cursor.queue = self.queue
        cursor.patience = self.patience
        return cursor
