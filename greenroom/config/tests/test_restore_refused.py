"""What is refused, of a backup or a restore, and what is then left: everything as it was [R2, M2]."""

import io
import json
import os
import resource
import signal
import sqlite3
import tarfile
import time

import pytest

from greenroom.config.tests.site import Site
from greenroom.testing.crash.run import own_database

pytestmark = pytest.mark.slow

NAMELESS_FACT = """
from django.utils import timezone
from greenroom.kit.models import Fact
Fact.objects.create(name="x", at=timezone.now(), body="")
"""
ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


def _small_files(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [50_000, 200_000])
def test_r2_a_full_disk_refuses_a_backup_in_a_sentence_and_leaves_nothing(original, tmp_path, size):
    before = original.state()

    code, said, complaint = original.run("backup", tmp_path / "backup.tar", preexec_fn=_small_files(size))

    assert code == 1
    assert said == ""
    assert "cannot be written: File too large. Nothing of it is left." in complaint
    assert list(tmp_path.iterdir()) == []
    assert original.state() == before


@pytest.mark.parametrize("size", [100, 60_000, 300_000])
def test_r2_a_full_disk_refuses_a_restore_and_leaves_nothing(archive, tmp_path, size):
    site = Site(tmp_path / "site")

    code, _said, complaint = site.run("restore", archive[0], "--into", site.folder, preexec_fn=_small_files(size))

    assert code == 1
    assert complaint.splitlines()[-1].startswith(("greenroom: The disk refuses", "greenroom: The database refuses"))
    assert site.names() is None


def test_a_folder_in_use_or_not_empty_is_left_as_it_is(archive, original, tmp_path):
    names = original.names()
    code, _said, complaint = original.run("restore", archive[0], "--into", original.folder)
    assert (code, "is not empty" in complaint) == (1, True)
    assert original.names() == names

    site = Site(tmp_path / "site")
    site.folder.mkdir()
    (site.folder / "diary").write_text("mine")
    assert site.run("restore", archive[0], "--into", site.folder)[0] == 1
    assert site.names() == ["diary"]


@pytest.mark.skipif(not ON_POSTGRESQL, reason="the file of SQLite is new each time")
def test_a_database_that_is_not_empty_is_left_as_it_is(archive, original, tmp_path):
    before = original.state()
    other = Site(tmp_path / "other", original.database)

    code, _said, complaint = other.run("restore", archive[0], "--into", other.folder)

    assert (code, "The database is not empty" in complaint) == (1, True)
    assert other.names() is None
    assert original.state() == before


def test_another_secret_is_refused(archive, tmp_path):
    site = Site(tmp_path / "site")
    os.environ["SECRET_KEY"] = "another one"
    try:
        code, _said, complaint = site.run("restore", archive[0], "--into", site.folder)
    finally:
        del os.environ["SECRET_KEY"]

    assert (code, "another SECRET_KEY" in complaint) == (1, True)
    assert site.names() is None


def test_what_did_not_hold_before_is_restored_only_when_that_is_ordered(tmp_path, fresh):
    with own_database() as address:
        site = Site(tmp_path / "broken", address).fill()
        site.python(NAMELESS_FACT)
        assert site.run("backup", tmp_path / "backup.tar")[0] == 0
    fault = "Every fact has a name and a body."

    code, _said, complaint = fresh.run("restore", tmp_path / "backup.tar", "--into", fresh.folder)
    assert (code, fault in complaint, fresh.names()) == (1, True, None)

    code, said, complaint = fresh.run("restore", tmp_path / "backup.tar", "--into", fresh.folder, "--anyway")
    assert (code, fault in complaint, said.endswith("what does not:")) == (0, True, True)
    assert len(fresh.state()["headlines"]) == 30


def test_a_backup_never_replaces_a_file(original, archive):
    content = archive[0].read_bytes()

    code, _said, complaint = original.run("backup", archive[0])

    assert (code, "exists" in complaint) == (1, True)
    assert archive[0].read_bytes() == content


def test_r2_a_full_database_refuses_and_the_backup_of_it_is_whole(tmp_path):
    site = Site(tmp_path / "site").fill()
    full = """
from django.db import connection, OperationalError
from django.utils import timezone
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience, Post
ida, count = Person.objects.get(identity__handle="ida"), Post.objects.count()
with connection.cursor() as cursor:
    pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count = {pages}")
written = 0
try:
    for number in range(500):
        actions.publish_post(author=ida.identity, audience=Audience.objects.get(pk=1), by=ida, headline="More",
            note="word " * 900, now=timezone.now())
        written += 1
except OperationalError as error:
    print(error, Post.objects.count() - count - written)
"""
    assert site.python(full) == "database or disk is full 0"

    assert site.run("backup", tmp_path / "b.tar")[0] == 0
    other = Site(tmp_path / "other")
    code, _said, complaint = other.run("restore", tmp_path / "b.tar", "--into", other.folder)
    assert code == 0, complaint
    assert other.state()["faults"] == []
    assert sqlite3.connect(other.folder / "greenroom.sqlite3").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_m2_an_archive_that_was_altered_is_refused_and_nothing_is_written(archive, tmp_path):
    content = bytearray(archive[0].read_bytes())
    content[len(content) // 2] ^= 1
    bad = tmp_path / "bad.tar"
    bad.write_bytes(content)
    with tarfile.open(fileobj=io.BytesIO(archive[0].read_bytes())) as whole:
        assert "manifest.json" in whole.getnames()  # any program for tar opens it
    site = Site(tmp_path / "site")

    began = time.monotonic()
    code, said, _complaint = site.run("restore", bad, "--into", site.folder, "--json")

    assert code == 1
    assert "error" in json.loads(said)
    assert site.names() is None
    assert time.monotonic() - began < 60
