"""Whether the database has this version's tables: by names alone, so that asking costs two queries and no imports."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def is_behind() -> bool:
    """True while a migration of an installed application, or the table of the cache, is missing."""
    applied = MigrationRecorder(connection).applied_migrations()
    if any(step not in applied for step in _steps()):
        return True
    return settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names()


def _steps() -> list[tuple[str, str]]:
    """Application and name of every migration on disk."""
    found = []
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.migrations") is not None:
            package = import_module(f"{app.name}.migrations")
            found += [(app.label, module.name) for module in iter_modules(package.__path__)]
    return found
