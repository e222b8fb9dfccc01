"""`greenroom migrate`: bring the database to this version."""

import argparse

EXAMPLES = """examples:
  greenroom migrate
  DATABASE_URL=postgres://greenroom@localhost/greenroom greenroom migrate"""
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this shape
    """Apply what is missing; nothing happens when nothing is."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)
    return 0
