"""`greenroom manage`: the framework's own commands, for developers."""

import argparse

EXAMPLES = """examples:
  greenroom manage makemigrations
  greenroom manage shell"""
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything behind the verb goes to the framework as it is."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the framework's command and its options")


def run(arguments: argparse.Namespace) -> int:
    """Hand over to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["greenroom manage", *arguments.words])
    return 0
