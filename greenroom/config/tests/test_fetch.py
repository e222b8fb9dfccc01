"""`greenroom fetch` says what the egress client does with an address."""

import json

import pytest

from greenroom.config import cli

pytestmark = pytest.mark.fast


def test_the_way_of_a_request_is_shown(network, capsys):
    network.redirect("http://news.example/", "https://news.example/a")
    network.page("https://news.example/a", "words")

    assert cli.main(["fetch", "http://news.example/"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("302  http://news.example/  (93.184.")
    assert lines[2] == "5 bytes of text/html"


def test_an_address_of_the_inside_is_named_as_such(network, capsys):
    network.name("intra.example", "10.0.0.1")

    assert cli.main(["fetch", "http://intra.example/", "--json"]) == 3

    assert json.loads(capsys.readouterr().out) == {"allowed": False, "reason": "inside", "host": "intra.example"}
    assert network.dialled == []


def test_silence_is_told_from_a_refusal(network, capsys):
    network.silent("https://silent.example/")

    assert cli.main(["fetch", "https://silent.example/"]) == 1
    assert cli.main(["fetch", "https://nobody.example/", "--json"]) == 1

    first, second = capsys.readouterr().out.splitlines()
    assert first == "no reply: 30 seconds were not enough (silent.example)"
    assert json.loads(second)["sent"] is False


def test_the_body_can_be_had_alone(network, capsys):
    network.page("https://news.example/feed", "<rss/>")

    assert cli.main(["fetch", "https://news.example/feed", "--body"]) == 0
    assert capsys.readouterr().out == "<rss/>"
