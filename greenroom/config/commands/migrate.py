"""`greenroom migrate`: bring the database to this version."""

import argparse

EXAMPLES = """examples:
  greenroom migrate
  DATABASE_URL=postgres://greenroom@localhost/greenroom greenroom migrate"""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much to say, and whether to print the code that opens an empty network."""
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    parser.add_argument("--opening-code", action="store_true", help="print the code that opens an empty network")


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing; nothing happens, quickly, when nothing is."""
    from django.core.management import call_command

    if not is_current():
        call_command("migrate", interactive=False, skip_checks=True, verbosity=0 if arguments.quiet else 1)
        call_command("createcachetable", verbosity=0)
    elif not arguments.quiet:
        print("The database is at this version.")
    if arguments.opening_code:
        print_opening_code()
    return 0


def is_current() -> bool:
    """Whether every migration has been applied and the table of the cache is there."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    return settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()


def print_opening_code() -> None:
    """On an empty database: the code by which the first visitor proves that the terminal is theirs."""
    from django.conf import settings
    from django.utils import timezone

    from greenroom.people import actions

    code = actions.first_run_code(now=timezone.now())
    if code:
        print(f"This network is empty. Open {settings.PUBLIC_URL}/first-run/ and enter the code {code}.", flush=True)
