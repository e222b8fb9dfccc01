"""The egress client against slow, endless and broken machines: aborted in time, and told apart (F3)."""

import gzip
import zlib

import pytest

from greenroom.kit import http
from greenroom.kit.http.breaker import FAILURES, SHORTEST_REST

PAGE = "https://news.example/a"

pytestmark = pytest.mark.fast


def drip(pieces, every):
    """Pieces with a pause before each."""
    for piece in pieces:
        yield every
        yield piece


def endless(piece):
    """The same bytes for ever."""
    while True:
        yield piece


def ends_within(network, seconds, url=PAGE, **asked):
    """Fetch; whatever comes of it, the clock has not gone further."""
    before = network.now
    try:
        return http.fetch(url, **asked)
    finally:
        assert network.now - before <= seconds


def test_f3_one_byte_a_second_ends_after_thirty(network):
    network.answer(PAGE, lambda _: [network.head(Content_Length="100000"), *drip([b"a"] * 1000, 1.0)])

    with pytest.raises(http.Unreachable, match="too_slow"):
        ends_within(network, 30)


def test_f3_headers_one_byte_a_second_end_after_thirty(network):
    network.answer(PAGE, lambda _: drip(endless(b"a"), 1.0))

    with pytest.raises(http.Unreachable, match="too_slow"):
        ends_within(network, 30)


def test_f3_slow_redirects_share_the_thirty_seconds(network):
    for number in range(6):
        head = network.head(302, Location=f"/{number + 1}", Content_Length="0")
        network.answer(f"https://news.example/{number}", lambda _, head=head: [9.0, head])

    with pytest.raises(http.Unreachable, match="too_slow"):
        ends_within(network, 30, url="https://news.example/0")
    assert len(network.asked) == 4


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_f3_endless_headers_end(network, head):
    line = b"X-A: " + b"a" * 1000 + b"\r\n"
    more = head if head.endswith(b"\r\n\r\n") else line

    def answer(_):
        yield head
        for sent in range(2**31):
            assert sent * len(more) < 2**22, "still reading after 4 MiB"
            yield more

    network.answer(PAGE, answer)

    with pytest.raises(http.Unreachable):
        http.fetch(PAGE)


def test_f3_a_body_of_ten_gibibytes_is_cut_at_one_mebibyte(network):
    sent = 0

    def answer(_):
        nonlocal sent
        yield network.head(Content_Length=str(10 * 2**30))
        while True:
            sent += 2**16
            yield b"a" * 2**16

    network.answer(PAGE, answer)

    reply = http.fetch(PAGE)

    assert (len(reply.body), reply.is_whole) == (2**20, False)
    assert sent <= 2**20 + 2**18


def test_f3_a_bomb_is_unpacked_no_further_than_the_limit(network, monkeypatch):
    unpacked = 0
    real = zlib.decompressobj

    class Counting:
        def __init__(self, bits):
            self.one = real(bits)

        def decompress(self, data, most):
            nonlocal unpacked
            piece = self.one.decompress(data, most)
            unpacked += len(piece)
            return piece

        def __getattr__(self, name):
            return getattr(self.one, name)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    bomb = gzip.compress(b"\0" * 2**26)  # 64 MiB in 64 KiB
    network.page(PAGE, bomb, headers={"Content-Encoding": "gzip"})

    reply = http.fetch(PAGE)

    assert (len(reply.body), reply.is_whole) == (2**20, False)
    assert unpacked <= 2**20 + 1


def test_f3_a_packing_of_nothing_for_ever_ends(network):
    empty = b"\x00\x00\x00\xff\xff"  # a stored block without content
    head = gzip.compress(b"")[:10]
    network.answer(PAGE, lambda _: [network.head(Content_Encoding="gzip"), head, *([empty * 1000] * 2000)])

    reply = http.fetch(PAGE)

    assert (reply.body, reply.is_whole) == (b"", False)


def test_f3_a_taker_of_one_byte_a_second_ends_after_thirty(network, monkeypatch):
    network.page(PAGE)

    def send(wire, data):
        wire._wait(1.0)
        return 1

    monkeypatch.setattr(type(network.dial("93.184.216.34", 443, 1.0)), "send", send)

    with pytest.raises(http.Unreachable, match="too_slow"):
        ends_within(network, 30, method="POST", body=b"a" * 5000)


def test_f3_a_name_that_nobody_answers_for_ends_in_time(network, monkeypatch):
    from greenroom.kit.http import outside

    def resolve(_host, seconds):
        network.now += seconds
        raise TimeoutError

    monkeypatch.setattr(outside, "HERE", outside.Outside(resolve, network.dial, network.secure, lambda: network.now))

    with pytest.raises(http.NotSent, match="too_slow"):
        ends_within(network, 30)


@pytest.mark.parametrize("words", [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])
def test_a_broken_reply_leaves_it_open_whether_the_words_arrived(network, words):
    network.answer(PAGE, lambda _: [words])

    with pytest.raises(http.Unreachable) as lost:
        http.fetch(PAGE, method="POST", body=b"words")
    assert not isinstance(lost.value, http.NotSent)


def test_silence_after_sending_is_not_the_same_as_no_line(network):
    network.silent("https://silent.example/")
    network.hangs_up("https://gone.example/")
    network.refuses("refusing.example")

    def end_of(url):
        with pytest.raises(http.Unreachable) as lost:
            http.fetch(url, method="POST", body=b"words")
        return type(lost.value), lost.value.reason

    assert end_of("https://silent.example/") == (http.Unreachable, "too_slow")
    assert end_of("https://gone.example/")[0] is http.Unreachable
    assert end_of("https://refusing.example/") == (http.NotSent, "no_line")
    assert end_of("https://nobody.example/") == (http.NotSent, "no_such_name")


def test_a_certificate_for_somebody_else_means_not_sent(network, monkeypatch):
    import ssl

    from greenroom.kit.http import outside

    def secure(_line, _host, _seconds):
        raise ssl.SSLCertVerificationError("another name")

    network.page(PAGE)
    monkeypatch.setattr(outside, "HERE", outside.Outside(network.resolve, network.dial, secure, lambda: 0.0))

    with pytest.raises(http.NotSent, match="no_tls"):
        http.fetch(PAGE, method="POST", body=b"words")
    assert network.asked == []


@pytest.mark.parametrize(
    ("encoding", "body"), [("br", b"x"), ("gzip", b"no gzip"), ("gzip", gzip.compress(b"a", mtime=0)[:9])]
)
def test_a_packing_that_cannot_be_read_is_no_reply(network, encoding, body):
    network.page(PAGE, body, headers={"Content-Encoding": encoding})

    with pytest.raises(http.Unreachable, match="encoding"):
        http.fetch(PAGE)


def test_r7_a_place_that_does_not_answer_rests_and_others_do_not(network):
    network.refuses("down.example")
    network.page(PAGE)
    for _ in range(FAILURES):
        with pytest.raises(http.NotSent, match="no_line"):
            http.fetch("https://down.example/")

    with pytest.raises(http.NotSent, match="resting"):
        http.fetch("https://down.example/other")

    assert len(network.dialled) == FAILURES
    assert http.fetch(PAGE).status == 200


def test_r7_after_its_rest_one_request_asks_again(network):
    network.refuses("down.example")
    for _ in range(FAILURES):
        with pytest.raises(http.NotSent):
            http.fetch("https://down.example/")
    network.now += SHORTEST_REST
    with pytest.raises(http.NotSent, match="no_line"):
        http.fetch("https://down.example/")
    with pytest.raises(http.NotSent, match="resting"):
        http.fetch("https://down.example/")

    network.refusing.clear()
    network.page("https://down.example/")
    network.now += 2 * SHORTEST_REST
    assert http.fetch("https://down.example/").status == 200
    assert http.fetch("https://down.example/").status == 200


def test_lines_are_hung_up_whatever_happens(network):
    lines = []
    real = network.dial
    network.dial = lambda *where: lines.append(real(*where)) or lines[-1]
    from greenroom.kit.http import outside

    outside.HERE = network.outside()
    network.page(PAGE, "a" * 2**21)
    network.silent("https://silent.example/")

    http.fetch(PAGE)
    with pytest.raises(http.Unreachable):
        http.fetch("https://silent.example/")

    assert [line.is_open for line in lines] == [False, False]
