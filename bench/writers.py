"""Four processes write at once: errors, the p99 wait against the median write alone, and the longest wait.

    .venv/bin/python bench/writers.py [--seconds 10] [--processes 4]

Uses a database of its own in a temporary folder; with DATABASE_URL, a table of its own in that database.
One write is one transaction of an insert into each of two tables, as a post and its errand are.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TABLES = ("bench_deed", "bench_errand")


def connect():
    """Django's own connection, configured as in the program, without loading the program."""
    import django
    from django.conf import settings

    from greenroom.config import env

    database = env.database(env.text("DATABASE_URL"), Path(os.environ["GREENROOM_BENCH_FOLDER"]))
    settings.configure(DATABASES={"default": database}, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    from django.db import connection

    return connection


def write_for(seconds: float) -> None:
    """One writer: prints its waits in seconds and its errors as JSON."""
    connection = connect()
    from django.db import Error, transaction

    waits, errors = [], []
    connection.ensure_connection()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        start = time.perf_counter()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for table in TABLES:
                    cursor.execute(f"INSERT INTO {table} (body) VALUES (%s)", ["x" * 300])
        except Error as error:
            errors.append(str(error))
        waits.append(time.perf_counter() - start)
    print(json.dumps({"waits": waits, "errors": errors}))


def writers(count: int, seconds: float) -> tuple[list[float], list[str]]:
    """Start that many writers at once and gather what they measured."""
    command = [sys.executable, __file__, "--writer", "--seconds", str(seconds)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    waits, errors = [], []
    for process in running:
        measured = json.loads(process.communicate()[0])
        waits += measured["waits"]
        errors += measured["errors"]
    return waits, errors


def tables(*, create: bool) -> None:
    """Make or drop the two tables in a process of its own, so that nothing stays open."""
    subprocess.run([sys.executable, __file__, "--create" if create else "--drop"], check=True)


def measure(seconds: float, processes: int) -> dict[str, object]:
    """The figures of one run on this machine."""
    tables(create=True)
    try:
        alone, _ = writers(1, min(seconds, 3))
        together, errors = writers(processes, seconds)
    finally:
        tables(create=False)
    median = statistics.median(alone)
    p99 = statistics.quantiles(together, n=100)[98]
    return {
        "database": "postgresql" if os.environ.get("DATABASE_URL") else "sqlite",
        "processes": processes,
        "seconds": seconds,
        "writes": len(together),
        "errors": len(errors),
        "first_error": errors[0] if errors else None,
        "median_alone_ms": round(median * 1000, 3),
        "p99_ms": round(p99 * 1000, 3),
        "p99_ratio": round(p99 / median, 1),
        "longest_s": round(max(together), 3),
        "holds": not errors and p99 <= 100 * median and max(together) <= 1,
    }


def main() -> int:
    """Measure, or be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--processes", type=int, default=4)
    for inner in ("writer", "create", "drop"):
        parser.add_argument(f"--{inner}", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.writer:
        write_for(arguments.seconds)
    elif arguments.create or arguments.drop:
        with connect().cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
                if arguments.create:
                    cursor.execute(f"CREATE TABLE {table} (body text NOT NULL)")
    else:
        with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
            os.environ["GREENROOM_BENCH_FOLDER"] = folder
            figures = measure(arguments.seconds, arguments.processes)
        print(json.dumps(figures, indent=2))
        return 0 if figures["holds"] else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
