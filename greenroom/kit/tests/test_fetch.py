"""The egress client on a good day: requests, redirects, replies, limits of ports and headers."""

import gzip

import pytest

from greenroom.kit import http

PAGE = "https://news.example/a"

pytestmark = pytest.mark.fast


def test_a_page_comes_back_with_its_headers(network):
    network.page(PAGE, "<title>Küste</title>", headers={"X-A": "1"})

    reply = http.fetch(PAGE)

    assert (reply.status, reply.body.decode(), reply.is_whole) == (200, "<title>Küste</title>", True)
    assert (reply.headers["x-a"], reply.media_type, reply.charset) == ("1", "text/html", "utf-8")
    assert network.secured == ["news.example"]


def test_a_body_is_sent_with_its_headers_and_ours(network):
    network.page("https://push.example/1", status=201)

    assert http.fetch("https://push.example/1", method="POST", headers={"TTL": "60"}, body=b"words").status == 201

    (asked,) = network.asked
    assert (asked.method, asked.body, asked.headers["ttl"]) == ("POST", b"words", "60")
    assert asked.headers["user-agent"].startswith("Greenroom (+http")
    assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_redirects_are_followed_and_named(network):
    network.redirect("http://news.example/a", PAGE, status=301)
    network.redirect(PAGE, "/b?c=d#e")
    network.page("https://news.example/b?c=d", "there")

    reply = http.fetch("http://news.example/a")

    assert (reply.url, reply.body) == ("https://news.example/b?c=d", b"there")
    assert [hop.status for hop in reply.hops] == [301, 302, 200]


def test_five_redirects_are_followed_and_not_six(network):
    for number in range(6):
        network.redirect(f"https://news.example/{number}", f"/{number + 1}")
    network.page("https://news.example/6", "far")

    assert http.fetch("https://news.example/1").body == b"far"
    with pytest.raises(http.NotAllowed, match="too_many_hops"):
        http.fetch("https://news.example/0")


def test_secrets_stay_with_the_host_they_are_for(network):
    network.redirect("https://news.example/own", "/own/2")
    network.redirect("https://news.example/own/2", "https://other.example/x")
    network.page("https://other.example/x")

    http.fetch("https://news.example/own", headers={"Authorization": "Bearer secret", "Accept": "text/html"})

    assert [asked.headers.get("authorization") for asked in network.asked] == ["Bearer secret"] * 2 + [None]
    assert network.asked[-1].headers["accept"] == "text/html"


def test_what_changes_something_is_not_sent_again_elsewhere(network):
    network.redirect("https://push.example/1", "https://other.example/", status=307)

    assert http.fetch("https://push.example/1", method="POST", body=b"words").status == 307
    assert len(network.asked) == 1


def test_cookies_are_neither_kept_nor_taken(network):
    network.answer(PAGE, lambda _asked: [network.head(302, Set_Cookie="a=b", Location="/b", Content_Length="0")])
    network.page("https://news.example/b")

    http.fetch(PAGE)

    assert "cookie" not in network.asked[-1].headers
    with pytest.raises(ValueError, match="cookie"):
        http.fetch(PAGE, headers={"Cookie": "a=b"})


def test_a_packed_page_is_unpacked(network):
    network.page(PAGE, gzip.compress(b"words" * 100), headers={"Content-Encoding": "gzip"})

    assert http.fetch(PAGE).body == b"words" * 100


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://news.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://news.example/", "scheme"),
        ("//news.example/", "scheme"),
        ("https://user:secret@news.example/", "credentials"),
        ("https://news.example@other.example/", "credentials"),
        ("http://news.example:22/", "port"),
        ("http://news.example:0/", "port"),
        ("http://news.example:99999/", "bad_address"),
        ("http://news.example\\@other.example/", "bad_address"),
        ("http://news.example/\r\nX: y", "bad_address"),
        ("http://[v1.news.example]/", "bad_host"),
        ("http://localhost/", "bad_host"),
        ("http://intranet/", "bad_host"),
        ("http:///", "bad_host"),
        ("http://127.1/", "bad_host"),
        ("http://0x7f000001/", "bad_host"),
        ("http://2130706433/", "bad_host"),
        ("http://0177.0.0.1/", "bad_host"),
        ("http://%31%32%37.0.0.1/", "bad_host"),
        ("http://①②⑦.⓪.⓪.①/", "inside"),
        ("http://127.0.0.1./", "inside"),
        ("http://[::1]/", "inside"),
        ("http://[fe80::1%25eth0]/", "inside"),
        (f"http://news.example/{'a' * 5000}", "bad_address"),
        ("http://news.example/\udcff", "bad_address"),
    ],
)
def test_f1_an_address_of_another_kind_is_never_sent(network, url, reason):
    network.page("http://news.example/")

    with pytest.raises(http.NotAllowed) as refused:
        http.fetch(url)

    assert refused.value.reason == reason
    assert (network.resolved, network.dialled) == ([], [])


def test_further_ports_are_the_operators_choice(network, settings):
    settings.EGRESS_PORTS = frozenset({80, 443, 8443})
    network.page("http://chat.example:8443/hook")

    assert http.fetch("http://chat.example:8443/hook").status == 200
    assert network.dialled[0][1] == 8443


def test_further_ports_do_not_open_the_inside(network, settings):
    settings.EGRESS_PORTS = frozenset({80, 443, 5432})
    network.name("db.example", "10.0.0.5")

    with pytest.raises(http.NotAllowed, match="inside"):
        http.fetch("http://db.example:5432/")
    assert network.dialled == []


def test_a_header_cannot_carry_a_second_one(network):
    network.page(PAGE)

    for value in ("a\r\nX: y", "a\nb", "ü", "a\x00b"):
        with pytest.raises(http.NotAllowed, match="bad_header"):
            http.fetch(PAGE, headers={"X-A": value})
    assert network.dialled == []


def test_every_address_of_a_name_gets_its_turn(network):
    network.page(PAGE, "here")
    network.name("news.example", "93.184.216.34", "93.184.216.35")
    network.refusing.add("93.184.216.34")

    assert http.fetch(PAGE).hops[0].address == "93.184.216.35"


def test_a_demo_world_asks_nobody(network, settings):
    settings.IS_DEMO = True
    network.page(PAGE)

    with pytest.raises(http.NotAllowed, match="demo"):
        http.fetch(PAGE)
    assert (network.resolved, network.dialled) == ([], [])


def test_d3_one_cause_sets_off_twenty_fetches_at_most(network):
    network.page(PAGE)

    with http.one_cause():
        for _ in range(http.MOST_FETCHES):
            http.fetch(PAGE)
        with http.one_cause(), pytest.raises(http.NotAllowed, match="too_many_fetches"):
            http.fetch(PAGE)

    assert len(network.asked) == 20
    assert http.fetch(PAGE).status == 200
