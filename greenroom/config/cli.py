"""`greenroom`: one console command with verbs; each verb's module is loaded only when it is called."""

import argparse
import importlib
import os
import sys
from typing import Protocol

from greenroom.config.env import MisconfiguredError

COMMANDS = {
    "up": "migrate, serve pages and do the work in one process tree",
    "serve": "serve pages",
    "work": "do the work that waits",
    "migrate": "bring the database to this version",
    "demo": "build and serve a world of invented people",
    "person": "add a person and print their sign-in link",
    "organisation": "add an organisation",
    "import": "bring in people, follows or posts from a file",
    "directory": "keep an organisation's people as its own directory has them",
    "export": "take out all that is stored about somebody",
    "erase": "erase somebody at once",
    "erasures": "list who was erased, by number",
    "provider": "be a provider of single sign-on on this machine, to try it out",
    "oracle": "try to read what should not be readable",
    "suggest": "say whom somebody could follow, and why",
    "crashtest": "kill a running network again and again, and count what is lost",
    "picture": "show what Greenroom makes of a picture",
    "text": "show what Greenroom makes of a text",
    "fetch": "ask an address as Greenroom would, and say what becomes of it",
    "search": "find posts as somebody would, or make the index anew",
    "audit": "verify the audit chain",
    "backup": "write everything into one file while the site runs, or check such a file",
    "restore": "make a folder and a database from a backup",
    "doctor": "say what is wrong on this machine, and what mends it",
    "outside": "say whether mail and pushes go out, and hold or release them",
    "manage": "run a command of the framework (for developers)",
}


class Command(Protocol):
    """What a module in `config.commands` offers."""

    EXAMPLES: str
    NEEDS_DJANGO: bool
    # READS_ROWS = True: the command is of no use before the database is at this version

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the result is the exit code."""


def load(name: str) -> Command:
    """The command's module: `import` lives in `import_.py`, since the word is Python's own."""
    suffix = "_" if name == "import" else ""
    return importlib.import_module(f"greenroom.config.commands.{name}{suffix}")


def overview() -> argparse.ArgumentParser:
    """The parser that knows the verbs and what each is for."""
    verbs = "\n".join(f"  {name:<13} {what}" for name, what in COMMANDS.items())
    return argparse.ArgumentParser(
        prog="greenroom",
        usage="greenroom COMMAND [OPTIONS]",
        description="A self-hosted network for those who speak for organisations.",
        epilog=f"commands:\n{verbs}\n\n"
        "examples:\n"
        "  greenroom demo                       look around in a world of invented people\n"
        "  greenroom up                         run a network of your own\n"
        "  greenroom person add ida --email ida@example.org --network\n\n"
        "'greenroom COMMAND --help' tells more about each. Settings come from the environment:\n"
        "GREENROOM_DATA (folder of the data), DATABASE_URL (PostgreSQL), GREENROOM_URL (public address).",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help", "help"}:
        overview().print_help()
        return 0 if words else 2
    name, *rest = words
    if name not in COMMANDS:
        print(f"greenroom: there is no command '{name}'. 'greenroom --help' lists them.", file=sys.stderr)
        return 2
    os.umask(0o077)  # closed words lie in the data folder: its owner alone reads it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    try:
        return run(name, rest)
    except MisconfiguredError as error:
        print(f"greenroom: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(name: str, rest: list[str]) -> int:
    """Parse the command's own arguments, start Django where it needs it, and do it."""
    command = load(name)
    parser = argparse.ArgumentParser(
        prog=f"greenroom {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        epilog=command.EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    arguments = parser.parse_args(rest)
    if command.NEEDS_DJANGO:
        import django

        django.setup()
    if getattr(command, "READS_ROWS", False):
        require_tables()
    return command.run(arguments)


def require_tables() -> None:
    """Say in a sentence that the database is empty or old, rather than fail at the first row."""
    from django.db import Error as AnyDatabaseError

    from greenroom.web.versions import is_behind

    try:
        behind = is_behind()
    except AnyDatabaseError as error:
        raise MisconfiguredError(
            f"The database does not answer: {str(error).strip() or type(error).__name__}."
        ) from error
    if behind:
        raise MisconfiguredError("The database is not at this version yet. Run 'greenroom migrate', or 'greenroom up'.")


if __name__ == "__main__":
    sys.exit(main())
