"""The process tree, with real processes on a folder of its own."""

import os
import signal
import socket
import time
from contextlib import ExitStack

import pytest

from greenroom.config.tests.server import ask, family, greenroom, lives, python, running, until, verb

pytestmark = pytest.mark.slow

SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from greenroom.people import actions
from greenroom.people.models import Person
person = Person.objects.filter(identity__handle="ida").first() or actions.add_person(
    handle="ida", display_name="Ida Rosmere", email="ida@example.org", now=timezone.now(), claimed=True)
store = import_module(settings.SESSION_ENGINE).SessionStore()
store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store.create()
print(f"{settings.SESSION_COOKIE_NAME}={store.session_key}")
"""
END_SESSION = """
from django.contrib.sessions.models import Session
Session.objects.filter(pk="{key}").delete()
"""
LAST_CHUNK = "0\r\n\r\n"
POST = """
from django.utils import timezone
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience
ida = Person.objects.get(identity__handle="ida")
actions.publish_post(author=ida.identity, audience=Audience.objects.get(pk=1), headline="A post", by=ida,
    now=timezone.now())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def up(folder):
    with running(folder) as (process, port):
        yield process, port


@pytest.fixture
def cookie(up, folder):
    return python(SIGN_IN, folder)


def children(process):
    """Process ids below the supervisor by their verb, of those that run theirs already."""
    return {name: pid for pid in family(process.pid)[1:] if (name := verb(pid))}


@pytest.fixture
def listen():
    """Opens streams: the connection and its first bytes; closes them at the end of the test."""
    with ExitStack() as open_streams:

        def open_stream(port, cookie, query="", host="localhost"):
            line = socket.create_connection(("127.0.0.1", port), timeout=10)  # noqa: TID251 - loopback
            connection = open_streams.enter_context(line)
            lines = [f"GET /stream/{query} HTTP/1.1", f"Host: {host}", f"Cookie: {cookie}"]
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            return connection, connection.recv(65536).decode()

        yield open_stream


def hear(connection, word, patience=8.0):
    """What comes until `word` is in it."""
    heard, limit = "", time.monotonic() + patience
    while word not in heard and time.monotonic() < limit:
        piece = connection.recv(65536).decode()
        if not piece:
            break
        heard += piece
    assert word in heard
    return heard


def test_a_second_one_on_the_same_folder_says_so_and_stops(up, folder):
    process, port = up

    second = greenroom("up", "--port", "1", folder=folder)
    words, _ = second.communicate(timeout=60)

    assert second.returncode == 3
    sentence = f"Greenroom already runs on the folder {folder} at http://127.0.0.1:{port}; it was left as it is."
    assert words == f"greenroom: {sentence}\n"
    assert process.poll() is None


def test_a_port_that_is_taken_is_named_and_nothing_is_left_running(up, tmp_path):
    _, port = up

    second = greenroom("up", "--port", str(port), folder=tmp_path)
    words, _ = second.communicate(timeout=60)

    assert second.returncode == 4
    assert f"port {port} is taken" in words


def test_a_child_that_is_killed_is_started_again(up):
    process, port = up
    until(lambda: set(children(process)) == {"serve", "work"})
    before = children(process)

    for pid in before.values():
        os.kill(pid, signal.SIGKILL)

    until(lambda: set(children(process)) == set(before) and not set(before.values()) & set(family(process.pid)))
    until(lambda: ask(port, "/healthz")[0] == 200)


def test_it_ends_within_four_seconds_with_streams_open(tmp_path, listen):
    with running(tmp_path) as (process, port):
        cookie = python(SIGN_IN, tmp_path)
        streams = [listen(port, cookie) for _ in range(3)]
        assert all("200 OK" in head for _, head in streams)
        members = family(process.pid)

        process.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        process.wait(10)

        assert time.monotonic() - asked < 4
        assert process.returncode == 0
        assert not [pid for pid in members if lives(pid)]


def test_children_do_not_outlive_a_killed_supervisor(tmp_path):
    with running(tmp_path) as (process, _port):
        orphans = family(process.pid)[1:]

        process.kill()
        process.wait(10)

        until(lambda: not [pid for pid in orphans if lives(pid)], patience=5)


def test_a_guest_hears_nothing(up):
    _, port = up

    assert ask(port, "/stream/")[0] == 401


def test_a_stranger_host_is_refused(up, cookie, listen):
    _, port = up

    assert " 400 " in listen(port, cookie, host="evil.example")[1]


def test_a_listener_hears_that_a_post_waits_but_not_what_it_says(up, cookie, listen, folder):
    _, port = up
    connection, head = listen(port, cookie, "?timeline=home&since=0")
    assert "text/event-stream" in head

    python(POST, folder)

    heard = head + hear(connection, "event: posts")
    assert '"text": "1 new post' in heard or '"count": ' in heard
    assert "A post" not in heard


def test_a_stream_ends_within_two_seconds_after_its_session(up, cookie, listen, folder):
    _, port = up
    connection, _head = listen(port, cookie)
    python(END_SESSION.format(key=cookie.split("=")[1]), folder)

    ended = time.monotonic()
    hear(connection, LAST_CHUNK)

    assert time.monotonic() - ended < 2


def test_a_person_has_so_many_streams_and_no_more(up, cookie, listen):
    _, port = up
    streams = [listen(port, cookie) for _ in range(9)]

    assert [head.split()[1] for _, head in streams] == ["200"] * 8 + ["429"]


def test_d1_a_form_that_is_too_large_gets_a_page_with_a_sentence(up):
    _, port = up

    status, head, page = ask(port, "/account/login/", method="POST", body=b"x" * 3_000_000)

    assert status == 413
    assert "text/html" in head
    assert b"A form takes up to 1 MB of words" in page


def test_static_files_are_kept_for_a_year_under_their_version(up):
    _, port = up
    page = ask(port, "/first-run/")[2].decode()
    address = next(part for part in page.split('"') if part.endswith("tokens.css"))

    status, head, sheet = ask(port, address)

    assert status == 200
    assert "cache-control: max-age=315360000, public, immutable" in head
    assert sheet.startswith(b"/* Greenroom")
