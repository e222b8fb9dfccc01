"""No request reaches the inside: ten thousand addresses, resolvers and redirects, watched at the socket (F1, F2)."""

import contextlib
import random
import socket
from ipaddress import ip_address

import pytest

from greenroom.kit import http
from greenroom.kit.http import client, lines, outside
from greenroom.kit.http.targets import target_of
from greenroom.kit.tests.hostile import INSIDE, Machine, Watch, a_url

CASES = 10_000


@pytest.fixture
def watch(monkeypatch, network):  # `network` for a fresh breaker
    """The real client and the real dialling, over sockets that are watched."""
    made = Watch(20261122)

    class Watched:
        """What `kit.http.outside` finds of the module `socket`."""

        def socket(self, _family, _kind):
            return Machine(made)

        def __getattr__(self, name):
            return getattr(socket, name)

    monkeypatch.setattr(outside, "socket", Watched())
    here = outside.Outside(made.resolve, outside.dial, lambda line, _host, _seconds: line, lambda: 0.0)
    monkeypatch.setattr(outside, "HERE", here)
    return made


def tried(watch, cases):
    """Fetch so many hostile addresses; how they ended."""
    ends = {"reply": 0, "NotAllowed": 0, "NotSent": 0, "Unreachable": 0}
    for _ in range(cases):
        try:
            http.fetch(a_url(watch.rng))
            ends["reply"] += 1
        except (http.NotAllowed, http.Unreachable) as end:
            ends[type(end).__name__] += 1
    return ends


def test_f1_ten_thousand_addresses_resolvers_and_redirects_never_reach_the_inside(watch):
    ends = tried(watch, CASES)

    assert watch.faults == []
    assert len(watch.connected) > CASES / 4, "too few lines were dialled to mean anything"
    assert ends["NotAllowed"] > CASES / 4, ends
    assert ends["reply"] > CASES / 20, ends


def only_global_by_python(address):
    return ip_address(address).is_global


def checked_once(real):
    """The first hop is checked, where a redirect leads is not."""
    seen = [None]

    def addresses(target, budget):
        is_first = seen[-1] is not budget
        seen.append(budget)
        return real(target, budget) if is_first else looked_up(target, budget)

    return addresses


def looked_up(target, budget):
    with contextlib.suppress(ValueError):
        return [str(ip_address(target.host))]
    return list(budget.outside.resolve(target.host, 1.0))


def one_is_enough(target, budget):
    """Lets a name through when any of its addresses may be dialled."""
    addresses = looked_up(target, budget)
    if not any(map(http.is_public, addresses)):
        raise http.NotAllowed("inside")
    return addresses


def checked_and_looked_up_again(real):
    """Checks what the resolver says, then lets the line be dialled by name: rebinding."""

    def addresses(target, budget):
        real(target, budget)
        return looked_up(target, budget)

    return addresses


SPOILED = {
    "python's own word for global": (lines, "is_public", lambda _real: only_global_by_python),
    "one good address lets all through": (client, "checked_addresses", lambda _real: one_is_enough),
    "redirects are not checked": (client, "checked_addresses", checked_once),
    "looked up twice": (client, "checked_addresses", checked_and_looked_up_again),
    "no check at all": (client, "checked_addresses", lambda _real: looked_up),
}


@pytest.mark.parametrize("name", SPOILED)
def test_f1_f2_the_watch_sees_each_planted_defect(watch, monkeypatch, name):
    module, function, spoil = SPOILED[name]
    monkeypatch.setattr(module, function, spoil(getattr(module, function)))

    tried(watch, 1_500)

    assert watch.faults != []


def test_f2_the_address_checked_is_the_address_dialled(watch):
    """The resolver answers differently each time; only what it said when it was checked may be dialled."""
    dialled = 0
    for _ in range(2_000):
        before = len(watch.connected)
        with contextlib.suppress(http.NotAllowed, http.Unreachable):
            http.fetch("http://rebinding.example/", hops=0)
        fresh = watch.connected[before:]
        dialled += len(fresh)
        assert set(fresh) <= set(watch.answer)

    assert watch.lookups <= 2_000, "a name was looked up twice"
    assert dialled > 500


@pytest.mark.parametrize("block", INSIDE, ids=str)
def test_f1_each_special_block_is_refused_at_both_ends(block):
    assert not http.is_public(str(block[0]))
    assert not http.is_public(str(block[-1]))


def test_f1_ordinary_addresses_are_not_refused():
    for address in ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:80b::200e"):
        assert http.is_public(address)


def test_no_test_reaches_the_network():
    with pytest.raises(AssertionError, match=r"93\.184\.216\.34"), socket.socket() as line:  # noqa: TID251
        line.connect(("93.184.216.34", 80))
    with pytest.raises(AssertionError, match="looks up"):
        socket.getaddrinfo("news.example", 80)  # noqa: TID251
    with pytest.raises(http.NotSent):
        http.fetch("https://news.example/")


def test_s6_names_have_one_form_and_distinct_names_keep_distinct():
    rng = random.Random(6)
    signs = "abcxyz0-ßäöé" + "\u0131\u0130\u017f\u212a\u03a9.\u3002\uff0e\uff61\uff45\u0430\u0435\u043e\u0661"
    forms = set()
    for _ in range(3_000):
        name = "".join(rng.choices(signs, k=rng.randint(1, 8))) + ".example"
        with contextlib.suppress(http.NotAllowed):
            once = http.normal_host(name)
            forms.add(once)
            assert once.isascii()
            assert http.normal_host(once) == http.normal_host(f"{name}.") == once
            assert target_of(f"http://{once}/", ports=frozenset({80})).host == once

    assert len(forms) > 500
    assert http.normal_host("faß.example") != http.normal_host("fass.example")
    assert http.normal_host("\u0430\u0440\u0440\u04cf\u0435.example") != http.normal_host("apple.example")
