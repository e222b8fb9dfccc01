"""The pages of a directory: for those who keep the organisation, and for nobody else."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenroom.directory import actions
from greenroom.directory.models import Arrangement, Entry, Reading, SignOn, Token
from greenroom.directory.tests.conftest import NOW, people_of
from greenroom.kit import worker
from greenroom.people import actions as people
from greenroom.people.models import Membership

PAGES = ("", "arrange/", "file/", "tokens/", "sign-on/")
FILE = "id,name,email,title\n1,Tove Arnold,tove@skerrow.example,Editor\n2,,nobody,=1+1\n"


def browser_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["fresh_at"] = time.time()
    session.save()
    return client


@pytest.fixture
def bram(cast):
    return browser_of(cast.bram)


def bring(client, content=FILE, name="people.csv"):
    upload = SimpleUploadedFile(name, content.encode())
    return client.post("/@skerrow/directory/file/", {"file": upload}, follow=True)


def test_i1_a_directory_is_not_there_for_others(cast, bram):
    reading = actions.show_file(organisation=cast.skerrow, file="p.csv", content=FILE.encode(), by=None, now=NOW)
    token, _secret = actions.make_token(organisation=cast.skerrow, name="IdP", by=None, now=NOW)
    rows = list(Reading.objects.values("state")), list(Token.objects.values())
    own = [*PAGES, f"file/{reading.pk}/", f"tokens/{token.pk}/end/"]

    for other in (cast.noor, cast.yara, cast.marit):
        client = browser_of(other)
        absent = client.get("/@nobody_here/").content
        for path in own:
            for answer in (client.get(f"/@skerrow/directory/{path}"), client.post(f"/@skerrow/directory/{path}")):
                assert answer.status_code in {404, 405}, path
                assert answer.status_code == 405 or answer.content == absent
    yara = browser_of(cast.yara)
    for path in (f"file/{reading.pk}/", f"tokens/{token.pk}/end/"):
        assert yara.post(f"/@quillan/directory/{path}", {"take": "1"}).status_code == 404

    assert (list(Reading.objects.values("state")), list(Token.objects.values())) == rows


def test_a_file_is_looked_at_first_and_taken_by_a_yes(cast, bram):
    shown = bring(bram)
    assert shown.status_code == 200
    assert b"What the file would change" in shown.content
    assert b"Tove Arnold" in shown.content
    assert b"A name is needed." in shown.content
    assert not Entry.objects.exists()

    bram.post(f"/@skerrow/directory/file/{Reading.objects.get().pk}/", {"take": "1"})
    worker.work_off(timezone.now())

    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Editor", "")
    assert b"New: 1 \xc2\xb7" in bram.get("/@skerrow/directory/").content


def test_a_no_leaves_everything_as_it_is(cast, bram):
    bring(bram)
    path = f"/@skerrow/directory/file/{Reading.objects.get().pk}/"

    bram.post(path, {"drop": "1"})

    assert (Reading.objects.get().state, bytes(Reading.objects.get().content)) == ("dropped", b"")
    again = bram.post(path, {"take": "1"})
    assert (again.status_code, b"taken or dropped already" in again.content) == (422, True)
    assert not Entry.objects.exists()


def test_cells_that_are_formulas_are_shown_as_words(cast, bram):
    shown = bring(bram, "id,name,email,title\n1,=HYPERLINK(1),tove@skerrow.example,+cmd\n")

    assert b">&#x27;=HYPERLINK(1)<" in shown.content
    assert b">&#x27;+cmd<" in shown.content


@pytest.mark.parametrize("content", ["", "name,phone\nA,1\n", "\0\0"])
def test_a_file_that_cannot_be_used_is_one_sentence(bram, content):
    shown = bring(bram, content)

    assert shown.status_code == 422
    assert not Reading.objects.exists()


def test_what_is_settled_is_kept_and_what_cannot_be_stays_typed(cast, bram):
    bram.post("/@skerrow/directory/arrange/", {"invites": "1", "most_leaving": "35", "columns": "key=Nr\nsite=Ort"})
    settled = Arrangement.objects.get(organisation=cast.skerrow)
    assert (settled.invites, settled.most_leaving, settled.columns) == (True, 35, {"key": "Nr", "site": "Ort"})

    answer = bram.post("/@skerrow/directory/arrange/", {"most_leaving": "35", "columns": "no sign"})
    assert (answer.status_code, b"no sign" in answer.content) == (422, True)
    assert Arrangement.objects.get().columns == {"key": "Nr", "site": "Ort"}


def test_a_token_is_shown_once_and_ended(cast, bram):
    shown = bram.post("/@skerrow/directory/tokens/", {"name": "Entra"}).content.decode()
    secret = shown.split('role="status"')[1].split('oncelink">')[1].split("<")[0]
    assert Client().get("/scim/v2/Users", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in bram.get("/@skerrow/directory/").content.decode()

    bram.post(f"/@skerrow/directory/tokens/{Token.objects.get().pk}/end/")
    assert Client().get("/scim/v2/Users", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_a_provider_is_set_up_and_its_secret_never_shown(cast, bram):
    given = {"issuer": "https://login.skerrow.example", "client_id": "7f", "claim": "oid", "is_enabled": "1"}
    bram.post("/@skerrow/directory/sign-on/", given | {"client_secret": "s3cret-words"})
    before = bytes(SignOn.objects.get().sealed_secret)
    shown = bram.get("/@skerrow/directory/sign-on/").content.decode()
    assert "https://login.skerrow.example" in shown
    assert "s3cret-words" not in shown

    bram.post("/@skerrow/directory/sign-on/", given | {"claim": "sub", "client_secret": ""})
    assert (SignOn.objects.get().claim, bytes(SignOn.objects.get().sealed_secret)) == ("sub", before)
    other = bram.post("/@skerrow/directory/sign-on/", given | {"issuer": "https://else.example"})
    assert (other.status_code, SignOn.objects.get().issuer) == (422, "https://login.skerrow.example")
    bram.post("/@skerrow/directory/sign-on/", {"remove": "1"})
    assert not SignOn.objects.exists()


def test_what_is_sensitive_asks_whether_it_is_still_you(cast, bram):
    session = bram.session
    session["fresh_at"] = 0
    session.save()

    for path in ("tokens/", "sign-on/"):
        assert "/account/again/" in bram.post(f"/@skerrow/directory/{path}", {"name": "x"})["Location"]
    assert not Token.objects.exists()


def test_the_networks_own_provider_is_its_hosts(cast, bram):
    given = {"issuer": "https://login.green.example", "client_id": "7f", "claim": "sub", "client_secret": "x"}
    assert bram.post("/host/sign-on/", given).status_code == 404
    assert browser_of(cast.marit).post("/host/sign-on/", given).status_code == 302
    assert SignOn.objects.get().organisation is None


def test_the_way_to_the_directory_stands_among_the_organisations_views(cast, bram):
    assert b'href="/@skerrow/directory/"' in bram.get("/@skerrow/").content
    assert b'href="/@skerrow/directory/"' not in browser_of(cast.noor).get("/@skerrow/").content


def test_an_administrator_who_left_finds_nothing(cast, bram):
    people.end_membership(membership=Membership.objects.get(pk=cast.bram_there.pk), by=cast.ida, now=NOW)

    assert bram.get("/@skerrow/directory/").status_code == 404
