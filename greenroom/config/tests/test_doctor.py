"""The doctor's checks: each is seen to find its trouble, and to find nothing where there is none."""

import os
import shutil
import sqlite3
import sys
import zoneinfo
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from greenroom.kit import audit, doctor, outside
from greenroom.kit.doctor import machine
from greenroom.kit.models import AuditHead, Clock, Errand, Fact, Keeping, Mail
from greenroom.kit.pictures import owning, storing
from greenroom.people import actions as people
from greenroom.people.models import Role
from greenroom.social import actions
from greenroom.social.models import Audience, Media, PushMessage, PushSubscription, SearchEntry
from greenroom.social.push import public_key

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=20)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    """A sound one: folder, worker, backup, proof, two hosts with a second factor, a post in the index."""
    settings.DATA_DIR = tmp_path
    settings.PICTURES_FOLDER = tmp_path / "media"
    settings.BACKUPS_FOLDER = ""
    settings.PUBLIC_URL = "https://talk.example.org"
    settings.MAIL_HOST = "mail.example.org"
    settings.SECRET_KEY = "s" * 50
    settings.SECRET_KEY_FALLBACKS = []
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(100, 50, 50_000_000_000))
    Clock.objects.create(duty="kit.test", next_at=NOW)
    ida = people.add_person(handle="ida", display_name="Ida", email="ida@example.org", now=LONG_AGO, claimed=True)
    bram = people.add_person(handle="bram", display_name="Bram", email="b@example.org", now=LONG_AGO, claimed=True)
    for person in (ida, bram):
        people.join_network(person=person, role=Role.OWNER, by=None, now=LONG_AGO)
        factor(person)
    actions.publish_post(author=ida.identity, audience=Audience.objects.get(pk=1), by=ida, headline="Hello", now=NOW)
    Errand.objects.update(state="done", finished_at=NOW)
    with transaction.atomic():
        audit.record(action="test.happened", actor_id=None, now=LONG_AGO)
    for kind in Keeping.Kind:
        Keeping.objects.create(kind=kind, at=NOW, file="backup.tar")
    return settings


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def factor(person):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})


def codes():
    return {finding.code for finding in doctor.examine(NOW)}


def test_a_sound_house_has_no_finding(house):
    assert doctor.examine(NOW) == []


def setting(**changed):
    def spoil(house, monkeypatch):
        for name, value in changed.items():
            setattr(house, name, value)

    return spoil


def row(make):
    return lambda house, monkeypatch: make()


def patched(where, name, value):
    return lambda house, monkeypatch: monkeypatch.setattr(where, name, value)


def closed_folder(house, monkeypatch):
    monkeypatch.setattr(os, "access", lambda folder, mode: Path(folder) != house.DATA_DIR)


def open_secret(house, monkeypatch):
    (house.DATA_DIR / "secret-key").touch()
    (house.DATA_DIR / "secret-key").chmod(0o644)


def remote_disk(house, monkeypatch):
    if connection.vendor != "sqlite":
        monkeypatch.setattr(machine, "_on_postgresql", lambda: False)
    mounts = house.DATA_DIR / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {house.DATA_DIR} nfs4 rw 0 0\n")
    monkeypatch.setattr(machine, "MOUNTS", mounts)


def old_sqlite(house, monkeypatch):
    monkeypatch.setattr(machine, "_on_postgresql", lambda: False)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 39, 9))


def away(house, monkeypatch):
    def refuse():
        raise OperationalError("no")

    monkeypatch.setattr(connection, "ensure_connection", refuse)


def grown_log(house, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(house.DATA_DIR / "db"))
    with (house.DATA_DIR / "db-wal").open("wb") as file:
        file.truncate(300_000_000)


def old_server(house, monkeypatch):
    from greenroom.kit.doctor import database

    monkeypatch.setattr(database, "_version", lambda: 140_012)


def lost_picture():
    ida = people_named("ida")
    Media.objects.create(person=ida, file_key="ab" * 16, created_at=NOW)


def orphan(house, monkeypatch):
    folder = storing.folder_of("ab" * 16)
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))


def foreign(house, monkeypatch):
    assert owning.is_ours(NOW)
    (house.PICTURES_FOLDER / owning.MARK).write_text("another")


def people_named(handle):
    from greenroom.people.models import Person

    return Person.objects.get(identity__handle=handle)


def alone():
    from greenroom.people.models import NetworkMembership

    NetworkMembership.objects.filter(person=people_named("bram")).update(role=Role.MEMBER)


def without_factor():
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()


def lost_pushes():
    from greenroom.social.models import Notice

    device = PushSubscription.objects.create(person=people_named("ida"), bound_to="x", endpoint="x", created_at=NOW)
    for number in range(11):
        notice = Notice.objects.create(
            recipient=people_named("ida").identity,
            kind=Notice.Kind.FOLLOW,
            actor=people_named("bram").identity,
            fact_id=number,
            created_at=NOW,
        )
        PushMessage.objects.create(
            subscription=device, notice=notice, state="unknown", created_at=NOW, due_at=NOW, ended_at=NOW
        )


def sealed_elsewhere(house, monkeypatch):
    public_key(NOW)
    house.SECRET_KEY = "t" * 50
    AuditHead.objects.all().delete()


def errand(**about):
    return lambda: Errand.objects.create(**{"duty": "kit.test", "due_at": NOW, **about})


def mail(**about):
    return lambda: Mail.objects.create(**{"key": "a", "to": "a@example.org", "queued_at": NOW, **about})


TROUBLES = {
    "python-old": patched(sys, "version_info", (3, 12, 1)),
    "sqlite-old": old_sqlite,
    "zones-absent": patched(zoneinfo, "available_timezones", set),
    "url-insecure": setting(PUBLIC_URL="http://talk.example.org"),
    "url-local": setting(PUBLIC_URL="http://localhost:8000"),
    "url-path": setting(PUBLIC_URL="https://example.org/talk"),
    "debug-on": setting(DEBUG=True),
    "folder-closed": closed_folder,
    "secrets-open": open_secret,
    "secret-short": lambda house, monkeypatch: (
        setattr(house, "SECRET_KEY", "short"),
        AuditHead.objects.all().delete(),
    ),
    "disk-full": patched(shutil, "disk_usage", lambda folder: Usage(100_000_000_000, 99_000_000_000, 1_000_000_000)),
    "disk-remote": remote_disk,
    "proxy-unlisted": lambda house, monkeypatch: (house.DATA_DIR / machine.SEEN).write_text("10.0.0.7"),
    "database-away": away,
    "database-behind": row(
        lambda: connection.cursor().execute("DELETE FROM django_migrations WHERE app = 'kit' AND name = '0003_keeping'")
    ),
    "database-old": old_server,
    "log-grown": grown_log,
    "clock-off": row(lambda: Fact.objects.create(name="x", at=NOW + timedelta(hours=1), body="{}")),
    "worker-silent": row(lambda: Clock.objects.update(next_at=NOW - timedelta(minutes=3))),
    "errands-late": row(errand(due_at=NOW - timedelta(hours=1))),
    "errands-failed": row(errand(state="failed", finished_at=NOW)),
    "outside-held": row(lambda: outside.hold(by=None, now=NOW)),
    "mail-nowhere": setting(MAIL_HOST=""),
    "mail-late": row(mail(queued_at=NOW - timedelta(hours=2))),
    "mail-unknown": row(mail(state="unknown")),
    "fallbacks-left": setting(SECRET_KEY_FALLBACKS=["x" * 50]),
    "record-broken": row(lambda: AuditHead.objects.update(seal="x")),
    "backup-absent": row(lambda: Keeping.objects.filter(kind="backup").update(at=NOW - timedelta(days=3))),
    "backup-unproven": row(lambda: Keeping.objects.filter(kind="drill").update(at=LONG_AGO)),
    "backup-failed": row(
        lambda: Keeping.objects.create(kind="backup", at=NOW, file="b.tar", fault="The disk is full.")
    ),
    "pictures-lost": row(lost_picture),
    "pictures-foreign": foreign,
    "pictures-orphaned": orphan,
    "hosts-few": row(alone),
    "hosts-open": row(without_factor),
    "search-partial": row(lambda: SearchEntry.objects.all().delete()),
    "push-sealed": sealed_elsewhere,
    "push-unknown": row(lost_pushes),
}


@pytest.mark.parametrize("code", TROUBLES)
def test_each_trouble_is_found_and_nothing_else(code, house, monkeypatch):
    TROUBLES[code](house, monkeypatch)

    found = doctor.examine(NOW)

    monkeypatch.undo()
    assert {finding.code for finding in found} == {code}
    assert all("could not be looked at" not in finding.found for finding in found)


def test_every_check_has_its_trouble_and_its_line_in_the_guide():
    page = (ROOT / "docs" / "hosting" / "doctor.md").read_text(encoding="utf-8")

    assert set(TROUBLES) == set(doctor.CHECKS)
    for check in doctor.CHECKS.values():
        assert f"| `{check.code}` | {check.look.__doc__} | {check.mend} |" in page


def test_a_check_that_breaks_is_a_finding_and_the_others_are_heard(house, monkeypatch):
    def broken(now):
        raise ZeroDivisionError
        yield

    monkeypatch.setitem(
        doctor.CHECKS, "hosts-few", doctor.registry.Check("hosts-few", "Nothing.", broken, reads_rows=True)
    )
    outside.hold(by=None, now=NOW)

    found = {finding.code: finding.found for finding in doctor.examine(NOW)}

    assert found["hosts-few"] == "This could not be looked at: ZeroDivisionError."
    assert "outside-held" in found


def test_the_command_ends_with_one_where_something_is_wrong(house, capsys):
    from greenroom.config import cli

    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out.strip().endswith("checks, nothing wrong.")
    outside.hold(by=None, now=timezone.now())
    assert cli.main(["doctor", "--json"]) == 1
    assert '"code": "outside-held"' in capsys.readouterr().out
