"""Who may come, and how much of a page is sent."""

import pytest

from greenroom.people import actions
from greenroom.web.tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_guest_is_led_to_the_sign_in_and_back(client):
    reply = client.get("/members/?to=board")

    assert reply.status_code == 302
    assert reply.headers["Location"] == "/account/login/?next=/members/%3Fto%3Dboard"


def test_a_guest_who_sends_a_form_is_led_back_to_the_page_that_holds_it(client):
    reply = client.post("/members/", headers={"referer": "http://testserver/open/?page=2"})

    assert reply.headers["Location"] == "/account/login/?next=/open/%3Fpage%3D2"


def test_a_foreign_page_is_never_the_way_back(client):
    reply = client.post("/members/", headers={"referer": "https://elsewhere.example/members/"})

    assert reply.headers["Location"] == "/account/login/?next=/"


def test_a_member_is_known_with_their_viewer(as_ida):
    assert as_ida.get("/members/").content == b"ida True"


def test_a_member_is_spoken_to_in_their_language_and_time_zone(as_ida):
    assert as_ida.get("/open/", headers={"accept-language": "fr"}).content == b"ida de Europe/Berlin"


def test_a_guest_is_spoken_to_as_the_browser_asks(client):
    assert client.get("/open/", headers={"accept-language": "fr-CH, en;q=0.5"}).content == b"guest fr UTC"


def test_the_language_link_is_remembered_on_the_device(client):
    reply = client.get("/language/de/", headers={"referer": "http://testserver/open/"})

    assert (reply.status_code, reply.headers["Location"]) == (302, "/open/")
    assert client.get("/open/").content == b"guest de UTC"


def test_the_language_link_does_not_lead_away(client):
    assert client.get("/language/de/", headers={"referer": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_a_suspended_person_is_a_guest(as_ida, ida):
    actions.suspend_person(person=ida, reason="rule 3", by=None, now=NOW)

    assert as_ida.get("/open/", headers={"accept-language": "en"}).content == b"guest en UTC"


@pytest.mark.parametrize("address", ["/open/", "/members/", "/parts/", "/absent/"])
def test_no_page_may_be_kept(as_ida, client, address):
    assert as_ida.get(address).headers["Cache-Control"] == "private, no-store"
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_part_is_sent_alone_when_it_is_asked_for(client):
    part = client.get("/parts/", headers={"x-part": "middle"})

    assert part.content.decode() == "<p>middle for Ida</p>"
    assert "X-Part" in part.headers["Vary"]


@pytest.mark.parametrize("headers", [{}, {"x-part": "another"}])
def test_the_whole_page_is_sent_otherwise(client, headers):
    assert client.get("/parts/", headers=headers).content.decode() == "<p>whole</p><p>middle for Ida</p>\n"


def test_a_guest_without_a_session_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/open/")
