"""The true peer, whatever headers say [O8]."""

import pytest
from django.test import RequestFactory

from greenroom.pages.account.origin import client_address, limited_address

PEER, PROXY, CLIENT = "203.0.113.7", "10.0.0.2", "198.51.100.9"


@pytest.mark.parametrize(
    ("proxies", "peer", "header", "found"),
    [
        ([], PEER, CLIENT, PEER),
        ([], PEER, None, PEER),
        ([PROXY], PEER, CLIENT, PEER),
        ([PROXY], PROXY, CLIENT, CLIENT),
        ([PROXY], PROXY, f"192.0.2.1, {CLIENT}", CLIENT),
        ([PROXY], PROXY, f"{CLIENT}, {PROXY}", CLIENT),
        (["10.0.0.0/8"], PROXY, f"192.0.2.1, {CLIENT}, 10.9.9.9", CLIENT),
        ([PROXY], PROXY, "not an address", PROXY),
        ([PROXY], PROXY, None, PROXY),
        ([], "2001:db8::1", CLIENT, "2001:db8::1"),
        ([], "", CLIENT, "::"),
    ],
)
def test_o8_a_header_counts_only_from_a_listed_proxy(settings, proxies, peer, header, found):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": header} if header else {}
    assert client_address(RequestFactory(REMOTE_ADDR=peer).get("/", headers=headers)) == found


def test_o8_other_headers_never_count(settings):
    settings.TRUSTED_PROXIES = []
    forged = {"X-Real-Ip": CLIENT, "Forwarded": f"for={CLIENT}", "X_Forwarded_For": CLIENT, "Client-Ip": CLIENT}
    assert client_address(RequestFactory(REMOTE_ADDR=PEER).get("/", headers=forged)) == PEER


@pytest.mark.parametrize(
    ("peer", "counted"),
    [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("2001:db8:1:2::9", "2001:db8:1:2::")],
)
def test_tries_are_counted_for_a_whole_household(peer, counted):
    assert limited_address(RequestFactory(REMOTE_ADDR=peer).get("/")) == counted
