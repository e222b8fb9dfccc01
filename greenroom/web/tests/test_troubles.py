"""A full disk and a busy database are told from our own mistakes, whatever wraps them."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import InternalError

from greenroom.web.troubles import Trouble, trouble_of


def wrapped(cause, kind=OperationalError, words="failed"):
    error = kind(words)
    error.__cause__ = cause
    return error


@pytest.mark.fast
@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Trouble.FULL),
        (wrapped(sqlite3.OperationalError("database or disk is full")), Trouble.FULL),
        (OperationalError("attempt to write a readonly database"), Trouble.FULL),
        (OperationalError("unable to open the writers' queue: No space left on device"), Trouble.FULL),
        (OperationalError("disk I/O error"), Trouble.FULL),
        (wrapped(psycopg.errors.DiskFull("could not extend file")), Trouble.FULL),
        (wrapped(psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"), InternalError), Trouble.FULL),
        (OperationalError("database is locked"), Trouble.BUSY),
        (wrapped(psycopg.errors.DeadlockDetected("deadlock detected")), Trouble.BUSY),
        (wrapped(psycopg.errors.TooManyConnections("sorry, too many clients already")), Trouble.BUSY),
        (OperationalError("connection to server on socket failed: Connection refused"), Trouble.AWAY),
        (OperationalError("no such table: social_post"), None),
        (IntegrityError("UNIQUE constraint failed"), None),
        (RuntimeError("the disk is full of locked words"), None),
        (FileNotFoundError(errno.ENOENT, "No such file"), None),
        (None, None),
    ],
)
def test_each_sign_is_read(error, trouble):
    assert trouble_of(error) == trouble


def fill(cursor):
    cursor.execute("CREATE TABLE big (words text)")
    for _ in range(5_000):
        cursor.execute("INSERT INTO big VALUES (hex(randomblob(2000)))")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a database that may not grow is SQLite's to play")
def test_a_database_that_cannot_grow_is_a_full_disk():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            with pytest.raises(OperationalError) as caught, transaction.atomic():
                fill(cursor)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    assert trouble_of(caught.value) == Trouble.FULL
