"""A suspension reaches streams, sessions, feeds, caches and every list within two seconds, by a clock."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from greenroom.config.tests.server import PATIENCE, ask, console, greenroom, running, until
from greenroom.testing.crash.run import own_database

pytestmark = pytest.mark.slow

AT_MOST = 2.0  # seconds (trust, section 15)
CANARY = b"hornbeamzzyx"
LAST_CHUNK = b"0\r\n\r\n"
CSRF = "c" * 32
WORLD = """
import time
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from greenroom.fediverse import actions as feeds
from greenroom.kit.pictures import limits
from greenroom.kit.tests.drawing import drawn, file_of
from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions as social
from greenroom.social.models import Audience, Draft, Post

limits.WALL_SECONDS, limits.PATIENCE = 120, 120.0

def add(handle, name, role):
    person = people.add_person(handle=handle, display_name=name, email=handle + "@cast.example", claimed=True, now=timezone.now())
    people.join_network(person=person, role=role, by=None, now=timezone.now())
    return person

def sign_in(handle):
    person = Person.objects.get(identity__handle=handle)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store["began_at"] = store["fresh_at"] = time.time()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"

def feed_of(handle):
    by = Person.objects.get(identity__handle=handle)
    return "/feeds/" + feeds.open_feed(tells_closed_words=True, by=by, now=timezone.now()) + "/home.atom"

marit, ida, bram = add("marit", "Marit Vandelhoff", "owner"), add("ida", "Ida Rosmere", "member"), add("bram", "Bram Holtervik", "member")
social.follow(identity=bram.identity, target=ida.identity, by=bram, now=timezone.now())
picture = social.add_picture(upload=file_of(drawn()), description="A quay", by=ida, now=timezone.now())
post = social.publish_post(author=ida.identity, audience=Audience.objects.get(pk=Audience.PUBLIC),
    headline="Hornbeamzzyx songbird @bram #kanari", media=[social.Attachment(id=picture.pk)], by=ida, now=timezone.now())
social.keep(post=post, identity=bram.identity, by=bram, now=timezone.now())
answer = {"post": post.pk, "picture": picture.pk, "marit": sign_in("marit"), "bram": sign_in("bram"), "feed": feed_of("bram")}
"""  # noqa: E501 - lines of another process
VERB = """
people.{verb}_person(person=Person.objects.get(identity__handle="ida"), reason="A test.", by=None, now=timezone.now())
answer = time.monotonic()
"""
WRITTEN = (
    'answer = [model.objects.filter(**{by: ida}).count() for model, by in ((Post, "written_by"), (Draft, "person"))]'
)


class World:
    """A served network in which Ida has said something to everybody, and a process beside it."""

    def __init__(self, port, run):
        self.port, self.run = port, run
        known = run(WORLD)
        self.marit, self.bram = known["marit"], known["bram"]
        self.pages = [
            "/", "/local/", "/@ida/", f"/@ida/{known['post']}/", "/tags/kanari/", "/kept/", "/notices/",
            "/search/?q=songbird", known["feed"],
        ]  # fmt: skip
        self.open_to_all = ["/@ida/feed.atom", "/tags/kanari/feed.rss", f"/@ida/{known['post']}/"]
        self.picture = f"/media/{known['picture']}/full"

    def get(self, path, cookie="", *more):
        return ask(self.port, path, headers=[f"Cookie: {cookie}", *more])

    def post(self, path, cookie, **fields):
        return ask(
            self.port,
            path,
            method="POST",
            headers=[f"Cookie: {cookie}; greenroom-csrf={CSRF}", "Content-Type: application/x-www-form-urlencoded"],
            body=urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode(),
        )

    def shown_to_others(self):
        """Where anything of hers is met: addresses, each with the status of its reply."""
        asked = [(path, self.bram) for path in self.pages] + [(path, "") for path in self.open_to_all]
        replies = [(path, *self.get(path, cookie)) for path, cookie in asked]
        met = {(path, status) for path, status, _head, body in replies if CANARY in body.lower()}
        file = self.get(self.picture, self.bram)
        return met | ({(self.picture, 200)} if file[0] == 200 else set())

    def listen(self, cookie):
        """An open stream, and when it will have ended: the moment, in the time of this machine's clock."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)  # noqa: TID251 - loopback
        line.sendall(f"GET /stream/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        assert b"200 OK" in line.recv(65536)

        def heard_out():
            with line:
                heard = b""
                while not heard.endswith(LAST_CHUNK) and (piece := line.recv(65536)):
                    heard += piece
            return time.monotonic()

        return heard_out

    def suspend_by_page(self):
        """Marit does it on her page; when it was done."""
        status, head, _page = self.post("/host/people/ida/suspend/", self.marit, reason="A test.")
        assert (status, "location: /host/people/ida/" in head) == (302, True)
        return time.monotonic()

    def suspend_by_action(self):
        """Another process does it; when it was done."""
        return self.run(VERB.format(verb="suspend"))

    def reinstate(self):
        self.run(VERB.format(verb="reinstate"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suspended")
    with ExitStack() as stack:
        database = stack.enter_context(own_database())
        if database:
            assert greenroom("migrate", "--quiet", folder=folder, database=database).wait(PATIENCE * 2) == 0
        _process, port = stack.enter_context(running(folder, database))
        made = World(port, stack.enter_context(console(folder, database)))
        everywhere = {(path, 200) for path in [*made.pages, *made.open_to_all, made.picture]}
        until(lambda: made.shown_to_others() == everywhere)  # the worker writes the notice
        yield made


def within(since, check):
    """Fails when `check` does not hold two seconds after `since`; what holds at the first look was in time."""
    while not check():
        assert time.monotonic() - since < AT_MOST, "two seconds after it: not yet"
        time.sleep(0.05)


@pytest.mark.parametrize("way", ["suspend_by_page", "suspend_by_action"])
def test_o2_a14_a_suspension_reaches_everything_within_two_seconds(world, way):
    before = world.shown_to_others()
    ida, feed = world.run('answer = [sign_in("ida"), feed_of("ida")]')
    etag = re.search(r"etag: (\S+)", world.get("/@ida/feed.atom")[1])[1]
    known = f"If-None-Match: {etag}"
    assert world.get("/@ida/feed.atom", "", known)[0] == 304
    assert b"Ida Rosmere" in world.get("/drafts/", ida)[2]
    assert (world.get(feed)[0], CANARY in world.get(feed)[2].lower()) == (200, True)
    assert world.post("/compose", ida, headline="One more", audience="public")[0] == 302
    written = world.run(WRITTEN)
    assert written[0] > 1

    with ThreadPoolExecutor(2) as listening:
        ends = [listening.submit(world.listen(ida)) for _ in range(2)]
        since = getattr(world, way)()

        within(since, lambda: not world.shown_to_others())
        within(since, lambda: world.get(feed)[0] == 404)
        within(since, lambda: world.get("/@ida/feed.atom", "", known)[0] == 404)
        for path in ("/drafts/", "/compose", "/settings/", "/notices/"):
            within(since, lambda path=path: "location: /account/login/" in world.get(path, ida)[1])
        within(since, lambda: world.get("/", ida)[2].count(b"data-person=") == 0)
        within(since, lambda: world.get("/stream/", ida)[0] == 401)
        assert max(end.result(PATIENCE) for end in ends) - since < AT_MOST

    for path, fields in (
        ("/compose", {"headline": "Too late", "audience": "public"}),
        ("/compose", {"headline": "Too late", "audience": "public", "do": "draft"}),
        ("/drafts/save/", {"headline": "Too late"}),
    ):
        assert "location: /account/login/" in world.post(path, ida, **fields)[1]
    assert world.run(WRITTEN) == written

    world.reinstate()
    assert world.shown_to_others() == before
    assert "location: /account/login/" in world.get("/drafts/", ida)[1], "a session of before has come back"
    until(lambda: world.get(feed)[0] == 404)
    again = world.run('answer = sign_in("ida")')
    assert world.post("/compose", again, headline="Back", audience="public")[0] == 302
    assert world.run(WRITTEN) == [written[0] + 1, written[1]]
