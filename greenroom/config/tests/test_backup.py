"""Backups and what is restored from them, with real processes on sites of their own [R2, R3, M2]."""

import json
import os
import signal
from pathlib import Path

import pytest

from greenroom.config.tests.site import Site
from greenroom.kit.keeping import checking
from greenroom.testing.crash.run import own_database

pytestmark = pytest.mark.slow

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))
AS_IT_WAS = """
from greenroom.config import rebuilding
from pathlib import Path
import sys
rebuilding._settle_rows = lambda *everything: None
rebuilding.rebuild(rebuilding.Order(Path({file!r}), Path({into!r})))
"""
WRITER = """
import sys
from django.utils import timezone
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience
ida, public = Person.objects.get(identity__handle="ida"), Audience.objects.get(pk=1)
number = 0
while True:
    post = actions.publish_post(author=ida.identity, audience=public, by=ida, headline=f"Under way {number}",
        note="words " * 50, now=timezone.now())
    if number % 3 == 2:
        actions.delete_post(post=post, by=ida, now=timezone.now())
    else:
        print(post.pk, flush=True)
    number += 1
"""
DIE_IN_BACKUP = """
import os, signal
from pathlib import Path
from django.conf import settings
from django.utils import timezone
from greenroom.kit.keeping import taking, tape
real, left = tape.Writer.{method}, [{passes}]
def deadly(self, *words):
    left[0] -= 1
    if left[0] <= 0:
        self.stream.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, *words)
tape.Writer.{method} = deadly
taking.take(Path({file!r}), secret=settings.DATA_DIR / "secret-key", now=timezone.now())
"""
DIE_IN_RESTORE = """
import os, signal, sys
from pathlib import Path
from greenroom.config import rebuilding, restoring
from greenroom.kit.keeping import loading, checking
def deadly(*everything, **named):
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    def run(*everything, **named):
        function(*everything, **named)
        deadly()
    return run
{plant}
rebuilding.rebuild(rebuilding.Order(Path({file!r}), Path({into!r})))
"""
DRILLS = """
from greenroom.kit.models import Keeping
for one in Keeping.objects.filter(kind="drill").order_by("pk"):
    print(one)
"""
PLANTS = {
    "after the rows": "loading.load = after(loading.load)",
    "between two names": "Path.rename = after(Path.rename)",
    "before the end": "restoring.end = deadly",
}


def restored(site, file, *words):
    code, said, complaint = site.run("restore", file, "--into", site.folder, *words)
    assert code == 0, complaint
    return said


@pytest.fixture
def busy(tmp_path):
    with own_database() as address:
        yield Site(tmp_path / "busy", address).fill()


def as_it_was(site, file):
    """Restore without what a copy is told: to compare, row by row."""
    process = site.start(AS_IT_WAS.format(file=str(file), into=str(site.folder)), prelude="")
    _, errors = process.communicate()
    assert process.returncode == 0, errors


def test_r3_a_restored_site_is_the_site_and_keeps_still(original, archive, fresh):
    file, said = archive

    words = json.loads(restored(fresh, file, "--json"))

    before, after = original.state(), fresh.state()
    assert words["rows"] == said["rows"] > 100
    assert len(after["headlines"]) == 30
    assert after["headlines"] == before["headlines"]
    assert after["payload"] == {"why": "a reason"}  # the secret came along: what it sealed opens
    assert (before["mail"], after["mail"]) == (["planned"], ["unknown"])  # the original may have sent it since
    assert (before["held"], after["held"]) == (False, True)
    assert after["last"] == "site.restored"
    assert after["faults"] == before["faults"] == []
    assert after["found"] == before["found"] == 1
    assert fresh.run("work", "--once")[0] == 0
    assert fresh.state()["mail"] == ["unknown"]
    assert list((fresh.folder / "mail").glob("*")) == []


def test_r3_the_archive_is_its_owners_alone_and_names_what_it_holds(archive):
    file, said = archive

    assert file.stat().st_mode & 0o777 == 0o600
    with checking.opened(file) as stream:
        manifest = checking.checked(stream)
    assert said["secret"] is True
    assert manifest.rows == said["rows"]
    assert manifest.pictures.files == 6
    assert not {"django_session", "usersessions_usersession", "cache"} & set(manifest.tables)


@pytest.mark.skipif(not ON_POSTGRESQL, reason="needs both databases")
def test_r3_from_one_database_to_the_other_and_back_is_the_same_backup(tmp_path, fresh):
    first = Site(tmp_path / "first").fill(seed=7)
    files = [tmp_path / f"{name}.tar" for name in ("one", "two", "three")]
    assert first.run("backup", files[0])[0] == 0

    as_it_was(fresh, files[0])
    assert fresh.run("backup", files[1])[0] == 0
    third = Site(tmp_path / "third")
    as_it_was(third, files[1])
    assert third.run("backup", files[2])[0] == 0

    one, two, three = (checking.checked(checking.opened(file)) for file in files)
    noted = {"kit_keeping"}  # a site that makes a backup notes it
    for name in set(one.tables) - noted:
        assert one.tables[name] == two.tables[name] == three.tables[name], name
    for name in set(one.members) - {f"tables/{table}/000000.jsonl.gz" for table in noted}:
        assert one.members[name] == two.members[name] == three.members[name], name
    assert one.pictures == two.pictures == three.pictures


def test_r3_what_was_acknowledged_before_is_in_a_backup_made_while_others_write(busy, tmp_path):
    writer = busy.start(WRITER)
    acknowledged, files = [], []
    try:
        for number in range(3):
            acknowledged.append([int(writer.stdout.readline()) for _ in range(10 * (number + 1))])
            files.append(tmp_path / f"{number}.tar")
            code, _said, complaint = busy.run("backup", files[-1])
            assert code == 0, complaint
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()

    known = [key for some in acknowledged for key in some]
    with own_database() as address:
        site = Site(tmp_path / "restored", address)
        restored(site, files[-1])
        ask = f"from greenroom.social.models import Post; print(Post.objects.living().filter(pk__in={known}).count())"
        assert int(site.python(ask)) == len(known) == 60
        assert site.state()["faults"] == []
    for file, some in zip(files, acknowledged, strict=True):
        with checking.opened(file) as stream:
            manifest = checking.checked(stream)
            rows = [row for name, part in checking.parts_of(stream, manifest) if name == "social_post" for row in part]
        column = list(manifest.tables["social_post"].columns).index("id")
        assert set(some) <= {row[column] for row in rows}


@pytest.mark.parametrize(("method", "passes"), [("add", 1), ("add", 12), ("finish", 1)])
def test_r3_a_backup_that_is_killed_leaves_no_file_of_that_name(original, tmp_path, method, passes):
    file = tmp_path / "backup.tar"
    process = original.start(DIE_IN_BACKUP.format(method=method, passes=passes, file=str(file)))
    process.communicate()

    assert process.returncode == -signal.SIGKILL
    assert not file.exists()
    assert original.run("backup", file)[0] == 0  # over what the other one left
    assert [entry.name for entry in tmp_path.iterdir()] == ["backup.tar"]
    with checking.opened(file) as stream:
        assert checking.checked(stream).rows > 100


@pytest.mark.parametrize("point", PLANTS)
def test_r3_a_restore_that_is_killed_never_opens_and_begins_anew(archive, tmp_path, point):
    file, _said = archive
    with own_database() as address:
        site = Site(tmp_path / "site", address)
        code = DIE_IN_RESTORE.format(plant=PLANTS[point], file=str(file), into=str(site.folder))
        process = site.start(code, prelude="")
        _, errors = process.communicate()
        assert process.returncode == -signal.SIGKILL, errors

        code, _said, complaint = site.run("work", "--once")
        assert (code, "did not end" in complaint) == (2, True)
        if not (ON_POSTGRESQL and point == "before the end"):  # there the rows are in, and the operator empties them
            restored(site, file)
            assert site.state()["faults"] == []


def test_a_proof_is_noted_and_so_is_a_backup_that_cannot_be_proven(original, archive, tmp_path):
    code, said, complaint = original.run("backup", "--verify", archive[0])
    assert code == 0, complaint
    assert "was restored in trial" in said
    torn = tmp_path / "torn.tar"
    torn.write_bytes(archive[0].read_bytes()[:-20_000])

    assert original.run("backup", "--verify", torn)[0] == 1

    assert original.python(DRILLS).splitlines() == ["drill backup.tar", "drill torn.tar: The archive is cut off."]
    assert [entry.name for entry in tmp_path.iterdir()] == ["torn.tar"]


def test_by_night_it_goes_into_the_folder_of_the_setting_and_old_ones_go(original, tmp_path):
    old, kept = tmp_path / "greenroom-2020-01-01-030000.tar", tmp_path / "somebody-elses.tar"
    old.touch()
    kept.touch()
    os.environ["GREENROOM_BACKUPS"] = str(tmp_path)
    try:
        code, said, complaint = original.run("backup", "--nightly", "--json")
    finally:
        del os.environ["GREENROOM_BACKUPS"]

    assert code == 0, complaint
    made = Path(json.loads(said)["file"])
    assert sorted(tmp_path.iterdir()) == sorted([made, kept])
    assert json.loads(said)["gone"] == [old.name]


def test_p2_whoever_was_erased_after_the_backup_is_erased_again_before_anything_opens(archive, fresh, tmp_path):
    log = tmp_path / "erasures.jsonl"
    with checking.opened(archive[0]) as stream:
        manifest = checking.checked(stream)
        rows = [row for name, part in checking.parts_of(stream, manifest) if name == "people_identity" for row in part]
    columns = list(manifest.tables["people_identity"].columns)
    bram = next(row[columns.index("id")] for row in rows if row[columns.index("handle")] == "bram")
    log.write_text("what is this\n")
    code, _said, complaint = fresh.run("restore", archive[0], "--into", fresh.folder, "--erasures", log)
    assert (code, "is no erasure log" in complaint, fresh.names()) == (1, True, None)
    log.write_text(json.dumps({"certificate": "ab" * 16, "identity": bram, "at": "2026-03-02T12:00:00+00:00"}) + "\n")

    said = json.loads(restored(fresh, archive[0], "--erasures", log, "--json"))

    ask = "from greenroom.people.models import Identity; print(Identity.objects.filter(handle='bram').count())"
    assert fresh.python(ask) == "0"
    assert (
        fresh.python("from greenroom.kit.models import Mail; print(Mail.objects.filter(to__contains='bram').count())")
        == "0"
    )
    assert said["erasures"] == 1
    assert (fresh.folder / "erasures.jsonl").read_text() == log.read_text()
    assert fresh.state()["faults"] == []
