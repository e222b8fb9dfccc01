"""What people see when something is wrong."""

import logging

import pytest
from django.test import Client

from greenroom.web.middleware import BODY_TOO_LARGE

pytestmark = pytest.mark.django_db
NOTE = "Wir haben gestern Wetter gesagt, es war ein Kran."
FROM_HERE = {"origin": "http://testserver"}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_a3_absent_addresses_look_the_same_to_the_byte(client):
    one, other = client.get("/@nobody/17/"), client.get("/anything-else/")

    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert b"Nothing here that you can read" in one.content


def test_a_mistake_of_ours_shows_no_trace_and_a_number(client):
    reply = client.get("/broken/")

    assert reply.status_code == 500
    assert b"Something broke on our side" in reply.content
    assert reply.headers["X-Request-Id"].encode() in reply.content
    assert b"secret" not in reply.content
    assert b"RuntimeError" not in reply.content


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("/full/", "The disk of this server is full"), ("/busy/", "Too much at once")],
)
def test_trouble_is_named_and_the_words_come_back_ready_to_be_sent(client, address, sentence):
    reply = client.post(address, {"note": NOTE, "audience": "network", "password": "hunter2"}, headers=FROM_HERE)

    page = reply.content.decode()
    assert reply.status_code == 503
    assert sentence in page
    assert NOTE in page
    assert f'action="{address}"' in page
    assert '<input type="hidden" name="audience" value="network">' in page
    assert "hunter2" not in page
    assert reply.headers["Retry-After"] == "30"


def test_words_from_a_foreign_page_are_never_one_click_from_being_sent(client):
    reply = client.post("/full/", {"note": NOTE}, headers={"origin": "https://elsewhere.example"})

    assert NOTE in reply.content.decode()
    assert b"Send again" not in reply.content


def test_scripts_get_the_sentence_alone(client):
    reply = client.post("/full/", {"note": NOTE}, headers={"accept": "application/json"})

    assert reply.status_code == 503
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.content.startswith(b"Nothing was saved just now")


def test_a_refusal_that_no_form_caught_is_its_own_sentence(client):
    reply = client.get("/refused/")

    assert reply.status_code == 403
    assert b"The keepers alone may add people." in reply.content


def test_a_denial_is_plain(client):
    assert client.get("/denied/").status_code == 403


def test_the_wrong_method_says_which_are_right(client):
    reply = client.get("/form/")

    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")
    assert b"This address takes another kind of request" in reply.content


def test_a_form_without_proof_of_origin_gives_the_words_back():
    client = Client(enforce_csrf_checks=True)

    reply = client.post("/form/", {"note": NOTE}, headers=FROM_HERE)

    assert reply.status_code == 403
    assert NOTE in reply.content.decode()
    assert b"Send this once more" in reply.content


def test_d1_a_body_that_the_server_did_not_keep_is_too_large(client):
    reply = client.post("/form/", {"note": ""}, **{BODY_TOO_LARGE: True})

    assert reply.status_code == 413
    assert b"A form takes up to 1 MB of words" in reply.content


def test_d1_too_many_fields_are_too_large(client):
    assert client.post("/form/", {f"f{n}": "" for n in range(1001)}).status_code == 413


def test_every_reply_carries_a_number_that_the_log_knows(client, caplog):
    with caplog.at_level(logging.INFO, logger="greenroom.requests"):
        reply = client.get("/open/?token=abc")

    line = caplog.records[-1]
    assert line.request_id == reply.headers["X-Request-Id"]
    assert (line.method, line.route, line.status) == ("GET", "/open/", 200)
