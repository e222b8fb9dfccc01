"""`greenroom migrate`: bring the database to this version."""

import argparse

EXAMPLES = """examples:
  greenroom migrate
  DATABASE_URL=postgres://greenroom@localhost/greenroom greenroom migrate"""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much to say."""
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing; nothing happens, quickly, when nothing is."""
    from django.core.management import call_command

    from greenroom.web.versions import is_behind

    if is_behind():
        call_command("migrate", interactive=False, skip_checks=True, verbosity=0 if arguments.quiet else 1)
        call_command("createcachetable", verbosity=0)
    elif not arguments.quiet:
        print("The database is at this version.")
    return 0
