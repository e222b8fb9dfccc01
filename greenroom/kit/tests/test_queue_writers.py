"""On SQLite, writers stand in line: processes, threads, single statements, and those that are killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from greenroom.kit.db.sqlite.base import DatabaseWrapper


@pytest.fixture(autouse=True)
def beside_the_suite(django_db_blocker):
    """Most tests here use files of their own, not the suite's database."""
    with django_db_blocker.unblock():
        yield


WRITER = """
import sys, time
from greenroom.kit.tests.test_queue_writers import connect
connection = connect(sys.argv[1])
from django.db import transaction
count, longest = 0, 0.0
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    start = time.perf_counter()
    with connection.cursor() as cursor:
        if count % 2:
            cursor.execute("INSERT INTO deeds (what) VALUES (%s)", ["alone"])
        else:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO deeds (what) VALUES (%s)", ["one"])
            cursor.execute("INSERT INTO deeds (what) VALUES (%s)", ["two"])
            cursor.execute("COMMIT")
    longest = max(longest, time.perf_counter() - start)
    count += 1
print(count, longest)
"""
HOLDER = """
import sys, time
from greenroom.kit.tests.test_queue_writers import connect
connection = connect(sys.argv[1])
with connection.cursor() as cursor:
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute("INSERT INTO deeds (what) VALUES ('never seen')")
    print("holding", flush=True)
    time.sleep(60)
"""


def connect(file, alias="default", **options):
    """A connection of the backend itself, beside those of the suite."""
    settings = {
        "ENGINE": "greenroom.kit.db.sqlite",
        "NAME": file,
        "OPTIONS": options,
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {},
    }
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        from django.conf import settings as django_settings

        if not django_settings.configured:
            django_settings.configure(USE_TZ=True)
    return DatabaseWrapper(settings, alias)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "deeds.sqlite3"
    with connect(path).cursor() as cursor:
        cursor.execute("CREATE TABLE deeds (id integer PRIMARY KEY, what text NOT NULL)")
    return path


def begin(script, *words):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, words)], stdout=subprocess.PIPE, text=True)


def count(file, what=None):
    with connect(file).cursor() as cursor:
        cursor.execute("SELECT count(*) FROM deeds WHERE what = coalesce(%s, what)", [what])
        return cursor.fetchone()[0]


def test_the_file_is_opened_as_the_documents_say(file):
    def ask(word):
        with connect(file).cursor() as cursor:
            return cursor.execute(f"PRAGMA {word}").fetchone()[0]

    opened = connect(file)
    opened.ensure_connection()
    assert opened.transaction_mode == "IMMEDIATE"
    answers = {word: ask(word) for word in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}


def test_four_processes_write_at_once_and_none_is_told_that_the_database_is_locked(file):
    writing = [begin(WRITER, file, 2) for _ in range(4)]
    said = [process.communicate(timeout=60)[0].split() for process in writing]

    assert [process.returncode for process in writing] == [0, 0, 0, 0]
    done = [int(number) for number, _ in said]
    assert count(file) == sum(number // 2 + 2 * (number - number // 2) for number in done)
    assert min(done) * 4 > max(done), "one writer starved"
    assert max(float(longest) for _, longest in said) < 1


def test_four_threads_write_at_once(file):
    errors = []

    def write():
        connection = connect(file)
        try:
            for _ in range(100):
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO deeds (what) VALUES ('x')")
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (errors, count(file)) == ([], 400)


def test_a_process_killed_while_it_writes_blocks_nobody_and_leaves_nothing(file):
    holder = begin(HOLDER, file)
    assert holder.stdout.readline() == "holding\n"
    holder.send_signal(signal.SIGKILL)
    holder.wait()

    start = time.perf_counter()
    with connect(file).cursor() as cursor:
        cursor.execute("INSERT INTO deeds (what) VALUES ('after')")

    assert time.perf_counter() - start < 1
    assert (count(file), count(file, "after")) == (1, 1)


def test_whoever_holds_on_too_long_makes_others_give_up_in_time(file):
    holder, waiting = connect(file), connect(file, timeout=0.3)
    holder.cursor().execute("BEGIN IMMEDIATE")

    start = time.perf_counter()
    with pytest.raises(OperationalError, match="locked"):
        waiting.cursor().execute("INSERT INTO deeds (what) VALUES ('x')")

    assert 0.25 < time.perf_counter() - start < 1
    holder.cursor().execute("ROLLBACK")
    waiting.cursor().execute("INSERT INTO deeds (what) VALUES ('x')")
    assert count(file) == 1


def test_reading_goes_on_while_somebody_writes(file):
    holder = connect(file)
    holder.cursor().execute("BEGIN IMMEDIATE")
    holder.cursor().execute("INSERT INTO deeds (what) VALUES ('x')")

    start = time.perf_counter()
    assert count(file) == 0
    assert time.perf_counter() - start < 0.5


def test_a_connection_closed_in_the_middle_lets_the_next_one_write(file):
    holder = connect(file)
    holder.cursor().execute("BEGIN IMMEDIATE")
    holder.connection.close()

    connect(file, timeout=0.3).cursor().execute("INSERT INTO deeds (what) VALUES ('x')")

    assert count(file) == 1


def test_many_rows_at_once_wait_their_turn_too(file):
    connect(file).cursor().executemany("INSERT INTO deeds (what) VALUES (%s)", ((str(n),) for n in range(50)))

    assert count(file) == 50


def test_an_error_of_the_statement_is_no_waiting(file):
    start = time.perf_counter()
    with pytest.raises(IntegrityError):
        connect(file).cursor().execute("INSERT INTO deeds (what) VALUES (NULL)")
    with pytest.raises(OperationalError):
        connect(file).cursor().execute("INSERT INTO nowhere (what) VALUES (1)")

    assert time.perf_counter() - start < 1


def test_a_folder_without_a_place_for_the_line_is_a_plain_error(file):
    Path(f"{file}-queue").unlink()
    Path(f"{file}-queue").mkdir()

    with pytest.raises(OperationalError, match="queue"):
        connect(file).cursor().execute("INSERT INTO deeds (what) VALUES ('x')")
    assert count(file) == 0


def test_a_database_in_memory_needs_no_line():
    connection = connect("file:queue-test?mode=memory&cache=shared")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE deeds (what text)")
        cursor.execute("INSERT INTO deeds VALUES ('x')")

    assert connection.queue is None


@pytest.mark.django_db(transaction=True)
def test_nested_blocks_of_the_framework_work_as_ever(noon):
    from greenroom.kit.models import Option

    with transaction.atomic():
        Option.objects.create(name="outer", value="1", changed_at=noon)
        with pytest.raises(RuntimeError):
            fail_inside(noon)
        Option.objects.create(name="after", value="1", changed_at=noon)

    assert set(Option.objects.values_list("name", flat=True)) == {"outer", "after"}


@transaction.atomic
def fail_inside(noon):
    from greenroom.kit.models import Option

    Option.objects.create(name="inner", value="1", changed_at=noon)
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_threads_of_the_suite_share_its_database(noon):
    from django.db import connection

    from greenroom.kit.models import Option

    errors = []

    def write(number):
        try:
            for turn in range(20):
                with transaction.atomic():
                    Option.objects.create(name=f"{number} {turn}", value="1", changed_at=noon)
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (errors, Option.objects.count()) == ([], 80)


def test_sqlite_is_new_enough_to_name_its_errors():
    assert sqlite3.sqlite_version_info >= (3, 40)
