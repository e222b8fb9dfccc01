"""The frame: what the rail and the bars show, to whom, at what price."""

import pytest

from greenroom.people import actions as people
from greenroom.social import actions as social
from greenroom.web.tests.conftest import NOW

pytestmark = pytest.mark.django_db
FRAMED = "/no-such-page/"


@pytest.fixture
def english(ida):
    people.update_appearance(person=ida, by=ida, now=NOW, language="en")
    return ida


def test_a_guest_is_offered_home_and_the_sign_in(client):
    page = client.get(FRAMED).content.decode()

    assert 'href="/account/login/"' in page
    assert "bottombar" not in page
    assert "/notices/" not in page
    assert "data-stream" not in page


def test_a_member_is_offered_what_they_can_use(as_ida, english):
    page = as_ida.get(FRAMED).content.decode()

    for address in ("/", "/local/", "/notices/", "/kept/", "/drafts/", "/circles/", "/compose", "/settings/", "/@ida/"):
        assert f'href="{address}"' in page
    assert 'href="/network/"' not in page
    assert 'href="/host/people/"' not in page


def test_a_host_is_offered_the_network_and_its_people(as_ida, english):
    people.join_network(person=english, role="owner", by=None, now=NOW)

    page = as_ida.get(FRAMED).content.decode()

    assert 'href="/network/"' in page
    assert 'href="/host/people/"' in page


def test_the_rail_lists_the_circles_with_their_sizes(as_ida, english):
    social.create_circle(handle="board", display_name="Board", by=english, now=NOW)

    page = as_ida.get(FRAMED).content.decode()

    assert '<a href="/@board/">' in page
    assert "<h2>Circles</h2>" in page
    assert "<span>Board <small>1 person</small></span>" in page  # no figure where something unread would stand


def test_the_page_speaks_the_language_and_wears_the_theme_of_the_person(as_ida, ida):
    people.update_appearance(person=ida, by=ida, now=NOW, theme="dark", letter_keys=False)

    page = as_ida.get(FRAMED).content.decode()

    assert '<html lang="de" data-theme="dark">' in page
    assert 'data-letter-keys="off"' in page


def test_the_frame_costs_the_same_with_many_circles(as_ida, english, django_assert_max_num_queries):
    for number in range(9):
        social.create_circle(handle=f"room_{number}", display_name=f"Room {number}", by=english, now=NOW)

    with django_assert_max_num_queries(8):
        as_ida.get(FRAMED)


def test_no_page_holds_a_style_or_a_script_of_its_own(as_ida, english):
    reply = as_ida.get(FRAMED)
    page = reply.content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/')
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert "unsafe" not in reply.headers["Content-Security-Policy"]


def test_the_headers_that_keep_others_out(as_ida):
    headers = as_ida.get(FRAMED).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
