"""What a device keeps: a name, an icon, a script and one page that is nobody's."""

import json
import re

import pytest

from greenroom.people.network import NETWORK_NAME

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_network_and_icons_that_exist(client, cast):
    NETWORK_NAME.set("Harrowmere", by=None, now=cast.now)
    reply = client.get("/manifest.webmanifest")

    assert reply["Content-Type"] == "application/manifest+json"
    told = json.loads(reply.content)
    assert (told["name"], told["start_url"], told["scope"]) == ("Harrowmere", "/", "/")
    assert {client.get(icon["src"]).status_code for icon in told["icons"]} == {200}


def test_every_page_leads_to_it(client, cast):
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/local/").content.decode()


def test_the_script_stands_at_the_root_and_is_asked_for_each_time(client, cast):
    reply = client.get("/service-worker.js")

    assert (reply["Content-Type"], reply["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert "unsafe" not in reply["Content-Security-Policy"]


def test_a13_the_script_keeps_the_offline_page_and_nothing_else(client, cast):
    script = client.get("/service-worker.js").content.decode()

    assert re.findall(r"\.(?:add|addAll|put)\(([^;\n]*)", script) == ['new Request(OFFLINE, { cache: "reload" }))']
    assert 'const OFFLINE = "/offline/"' in script


def test_a_browser_finds_the_icon_of_a_page_that_names_none(client, cast):
    assert b"icon" not in client.get("/offline/").content

    reply = client.get("/favicon.ico", follow=True)

    assert (reply.status_code, reply["Content-Type"]) == (200, "image/png")


def test_the_offline_page_is_the_same_whoever_asks_and_needs_nothing_else(client, cast):
    as_guest = client.get("/offline/").content
    client.force_login(cast.ida, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/offline/").content == as_guest
    assert re.findall(rb"(?:src|href)=", as_guest) == []
