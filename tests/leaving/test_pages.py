"""The pages of one's data: what is stored, the archive to fetch, the way to be erased."""

import io
import json
import re
import time
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from greenroom.exports import files
from greenroom.exports.models import Erasure, Export
from greenroom.kit import worker
from greenroom.kit.models import Mail
from greenroom.people.belongings import belongings
from greenroom.people.models import NetworkMembership
from greenroom.testing.cast import sign_in

DATA = "/settings/data/"
State = Export.State


def browser(person, *, fresh=True):
    client = Client(headers={"host": "localhost"})
    sign_in(client, person)
    if fresh:
        session = client.session
        session["fresh_at"] = time.time()
        session.save()
    return client


@pytest.fixture
def noor(cast):
    return browser(cast.noor)


@pytest.fixture
def archive(cast, noor):
    """Noor's, ready."""
    noor.post(f"{DATA}archive/")
    worker.work_off(timezone.now())
    return Export.objects.get()


def test_every_kind_stands_there_with_its_number_and_words(cast, noor):
    page = noor.get(DATA).content.decode()

    for kind in belongings():
        line = page[page.index(f"<b>{escape(kind.label)}</b>") :]
        assert re.search(r'<span class="num">(\d+)</span>', line)[1] == str(kind.number(cast.noor)), kind.key
        if kind.place:
            assert f'href="{reverse(kind.place)}"' in line
    assert reverse("erase") in page


def test_an_archive_is_made_and_fetched(cast, noor, archive):
    assert (archive.state, archive.expires_at - archive.ready_at) == (State.READY, timedelta(days=7))
    assert f"{DATA}archives/{archive.pk}/" in noor.get(DATA).content.decode()

    reply = noor.get(f"{DATA}archives/{archive.pk}/")

    with ZipFile(io.BytesIO(b"".join(reply.streaming_content))) as opened:
        assert json.loads(opened.read("archive.json"))["handle"] == "noor"
    assert reply["Content-Disposition"].startswith('attachment; filename="greenroom-noor-')
    assert reply["Cache-Control"] == "private, no-store"
    assert list(Mail.objects.values_list("to", flat=True)) == ["noor@cast.example"]


def test_a9_an_archive_is_fetched_by_its_owner_alone(cast, archive):
    everybody = [cast.ida, cast.bram, cast.piet, cast.host, cast.celeste, cast.outsider]
    address = f"{DATA}archives/{archive.pk}/"

    replies = {person.handle: browser(person).get(address).status_code for person in everybody}

    assert set(replies.values()) == {404}
    guest = Client(headers={"host": "localhost"}).get(address)
    assert (guest.status_code, guest["Location"]) == (302, f"/account/login/?next={address}")
    assert browser(cast.noor).get(f"{DATA}archives/{archive.pk + 1}/").status_code == 404


def test_a9_an_archive_asks_again_who_it_is(cast, archive):
    for client, method in ((browser(cast.noor, fresh=False), "get"),):
        reply = getattr(client, method)(f"{DATA}archives/{archive.pk}/")
        assert (reply.status_code, reply["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert browser(cast.noor, fresh=False).post(f"{DATA}archive/")["Location"].startswith("/account/")
    assert Export.objects.count() == 1


def test_a9_an_archive_ends_with_its_days_and_its_file_goes(cast, noor, archive):
    address, end = f"{DATA}archives/{archive.pk}/", archive.expires_at
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert noor.get(address).status_code == 404
    assert files.path_of(archive.file_key).exists()

    Export.objects.update(expires_at=end)
    worker.work_off(end + timedelta(hours=2))
    worker.work_off(end + timedelta(hours=4))

    assert Export.objects.get().state == State.GONE
    assert not files.path_of(archive.file_key).exists()
    worker.work_off(end + timedelta(days=40))
    assert not Export.objects.exists()


def test_a9_an_organisations_archive_is_its_owners(cast):
    ida = browser(cast.ida)
    assert ida.post(f"{DATA}archive/", {"organisation": "skerrow"}).status_code == 302
    worker.work_off(timezone.now())
    export = Export.objects.get()
    assert (export.owner, ida.get(f"{DATA}archives/{export.pk}/").status_code) == (cast.skerrow.identity, 200)

    for person, house in ((cast.bram, "skerrow"), (cast.ida, "quillan"), (cast.host, "skerrow"), (cast.ida, "board")):
        assert browser(person).post(f"{DATA}archive/", {"organisation": house}).status_code == 404
    assert browser(cast.bram).get(f"{DATA}archives/{export.pk}/").status_code == 404
    cast.skerrow.memberships.filter(person=cast.ida).update(role="member")
    assert ida.get(f"{DATA}archives/{export.pk}/").status_code == 404
    assert Export.objects.count() == 1


def test_one_archive_at_a_time_and_four_a_day(cast, noor):
    noor.post(f"{DATA}archive/")
    page = noor.post(f"{DATA}archive/", follow=True).content.decode()
    assert "An archive is being made already." in page
    for _time in range(4):
        worker.work_off(timezone.now())
        page = noor.post(f"{DATA}archive/", follow=True).content.decode()

    assert "You have asked for 4 archives in a day. Wait until tomorrow." in page
    assert Export.objects.count() == 4


def test_a_worker_that_is_killed_while_it_writes_is_followed_by_another(cast, noor, monkeypatch):
    noor.post(f"{DATA}archive/")
    real, lives = files.path_of, []

    def dying(contents, path, *, now):
        lives.append(path)
        if len(lives) == 1:
            path.parent.mkdir(exist_ok=True)
            path.with_suffix(".part").write_text("half")
            raise OSError("no space left")
        return written(contents, path, now=now)

    from greenroom.exports import archive as archives

    written = archives.write
    monkeypatch.setattr(archives, "write", dying)
    now = timezone.now()
    worker.work_off(now)
    assert Export.objects.get().state == State.BUILDING
    worker.work_off(now + timedelta(minutes=5))

    export = Export.objects.get()
    assert (export.state, lives) == (State.READY, [real(export.file_key)] * 2)
    with ZipFile(real(export.file_key)) as opened:
        assert opened.testzip() is None


def test_being_erased_takes_the_handle_and_leads_to_the_certificate(cast, noor):
    wrong = noor.post(f"{DATA}erase/", {"typed": "ida"})
    assert (wrong.status_code, "Type your own handle: @noor." in wrong.content.decode()) == (422, True)
    assert (not Erasure.objects.exists(), 'value="ida"' in wrong.content.decode()) == (True, True)

    reply = noor.post(f"{DATA}erase/", {"typed": "@noor"})

    erasure = Erasure.objects.get()
    assert reply["Location"] == f"/erased/{erasure.certificate}/"
    page = Client(headers={"host": "localhost"}).get(reply["Location"])
    assert (page.status_code, "noor" in page.content.decode().lower()) == (200, False)
    assert "everything on this page will be erased for good" in noor.get(DATA).content.decode()
    assert Mail.objects.get().to == "noor@cast.example"

    assert "You stay." in noor.post(f"{DATA}stay/", follow=True).content.decode()
    assert Client(headers={"host": "localhost"}).get(reply["Location"]).status_code == 404


def test_the_certificate_of_somebody_who_is_erased(cast, noor):
    noor.post(f"{DATA}erase/", {"typed": "noor"})
    worker.work_off(timezone.now() + timedelta(days=8))
    erasure = Erasure.objects.get()

    page = Client(headers={"host": "localhost"}).get(f"/erased/{erasure.certificate}/").content.decode()

    assert (erasure.digest in page, "noor" in page.lower()) == (True, False)
    assert noor.get(DATA).status_code == 302
    assert Client(headers={"host": "localhost"}).get(f"/erased/{'0' * 32}/").status_code == 404


def test_p2_the_last_mail_goes_out_and_its_address_with_it(cast, noor, settings, monkeypatch):
    settings.MAIL_HOST = "mail.example"
    sent = []
    monkeypatch.setattr("greenroom.kit.mail._hand_over", lambda mail: sent.append((mail.to, mail.text)) or settle(mail))

    def settle(mail):
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, settled_at=timezone.now(), text="")

    noor.post(f"{DATA}erase/", {"typed": "noor"})
    end = timezone.now() + timedelta(days=8)
    worker.work_off(end)
    worker.work_off(end + timedelta(minutes=2))

    assert [to for to, _text in sent] == ["noor@cast.example"] * 2
    assert Erasure.objects.get().digest in sent[-1][1]
    assert not Mail.objects.filter(to__icontains="noor").exists()


def test_leaving_the_network_is_asked_first(cast, noor):
    assert noor.get(f"{DATA}leave/").status_code == 200
    running = NetworkMembership.objects.filter(person=cast.noor, ended_at=None)
    assert running.exists()

    assert "You have left the network." in noor.post(f"{DATA}leave/", follow=True).content.decode()

    assert not running.exists()
    assert noor.get(f"{DATA}leave/").status_code == 404
    host = browser(cast.host).post(f"{DATA}leave/")
    assert (host.status_code, "Somebody else must become an owner first." in host.content.decode()) == (422, True)


def test_a3_what_leads_to_pages_is_not_for_guests(cast):
    guest = Client(headers={"host": "localhost"})
    for address in ("", "erase/", "leave/"):
        assert guest.get(f"{DATA}{address}").status_code == 302
