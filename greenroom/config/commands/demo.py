"""`greenroom demo`: build and serve a world of invented people."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from greenroom.config import env

EXAMPLES = """examples:
  greenroom demo                        build the world in ./demo-data if it is not there, and serve it
  greenroom demo --port 8080 --fresh    build it anew, so that it ends today
  greenroom demo --build-only           build it and return

Sign in as anybody with one click on /personas/. The world is served to this machine alone (127.0.0.1).
It always lives in a SQLite file in its own folder and sends no mail, whatever the environment says."""
NEEDS_DJANGO = False  # the folder must be known before the settings are read

BUILT = "demo-world"  # marks a finished world; the settings look for it
BUILDING = "demo-building"  # marks a folder of ours in which a build began
ELSEWHERE = ("DATABASE_URL", "MAIL_HOST", "GREENROOM_URL", "GREENROOM_HOSTS")  # of a real network: not for this one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, on which port, and whether anew."""
    parser.add_argument("--data", type=Path, default=Path("demo-data"), help="folder of the world (demo-data)")
    parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help="port (PORT, 8000)")
    parser.add_argument("--fresh", action="store_true", help="build the world again")
    parser.add_argument("--build-only", action="store_true", help="build it and return")


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, then serve until asked to stop; 2 when the folder holds something else."""
    from greenroom.config import supervisor

    folder = arguments.data.resolve()
    if not is_ours(folder):
        print(f"greenroom: {folder} is not empty and no demo world; name another folder with --data.", file=sys.stderr)
        return 2
    prepare_environment(folder, arguments.port)
    if arguments.fresh or not (folder / BUILT).exists():
        try:
            lock = supervisor.hold_folder(folder, "")
        except supervisor.FolderInUseError as error:
            print(f"greenroom: {error}", file=sys.stderr)
            return supervisor.RUNS_ALREADY
        with lock:
            code = build(folder)
        if code:
            return code
    if arguments.build_only:
        print(f"greenroom: the demo world is in {folder}.")
        return 0
    address = f"http://localhost:{arguments.port}"
    print(f"greenroom: the demo world is at {address} - sign in at {address}/personas/", flush=True)
    return supervisor.keep_up(folder, "127.0.0.1", arguments.port)


def is_ours(folder: Path) -> bool:
    """Whether the folder is absent, empty, or made by this command."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    return any((folder / mark).exists() for mark in (BUILT, BUILDING)) or not any(folder.iterdir())


def prepare_environment(folder: Path, port: int) -> None:
    """Point the settings of every process that follows at this world alone."""
    for name in ELSEWHERE:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ["GREENROOM_DATA"] = str(folder)
    os.environ["PORT"] = str(port)


def build(folder: Path) -> int:
    """Empty the folder and build the world; the mark of a finished one is written last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BUILDING).touch()  # before anything else, so that a build that is killed is known as ours
    (folder / BUILT).unlink(missing_ok=True)
    for entry in folder.iterdir():
        if entry.name not in {BUILDING, "up.lock"}:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    print("greenroom: building the demo world, about half a minute …", flush=True)
    # A process of its own: whoever serves afterwards need not hold the framework in memory.
    made = subprocess.run([sys.executable, "-c", BUILDER], check=False)  # noqa: S603 - our own words
    if made.returncode:
        print("greenroom: the demo world could not be built; its folder is kept for a look.", file=sys.stderr)
        return 1
    (folder / BUILT).touch()
    (folder / BUILDING).unlink()
    return 0


BUILDER = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from greenroom.testing.world.build import build
call_command("migrate", interactive=False, verbosity=0)
build(now=timezone.now())
"""
