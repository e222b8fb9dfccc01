"""Reporting from where one stands, and the hosts' desk."""

import html
import re

import pytest

from greenroom.pages.tests.picture_world import FULL, PREVIEW, body_of, kept, posted
from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social.models import ClosedLook, Post, Report, Takedown
from greenroom.social.polls import PollSpec

pytestmark = pytest.mark.django_db
SAID = {"category": "harassment", "comment": "It names a client."}


@pytest.fixture
def world():
    return StreamWorld.built()


@pytest.fixture
def closed_report(world):
    """Bram reports a post of the board by Ida, a host; Noor is the other host and not in the circle."""
    from greenroom.people import actions as people

    people.change_network_role(person=world.noor, role="administrator", by=None, now=world.later())
    post = world.says(world.ida, "circle:board", "Words of the board")
    world.browser(world.bram).post(address(post, "report/"), SAID)
    return Report.objects.get(), post


def test_a_post_is_reported_from_its_menu(world):
    post = world.says(world.bram, "network", "Harsh words")
    noor = world.browser(world.noor)

    assert f'href="{address(post, "report/")}"' in words_of(noor.get(address(post)))
    shown = noor.get(address(post, "report/"))
    sent = noor.post(address(post, "report/"), SAID)

    assert "Harsh words" in words_of(shown)
    assert (sent.status_code, sent.headers["Location"]) == (302, "/reports/")
    row = Report.objects.get()
    assert (row.reporter_id, row.about_id, row.category) == (world.noor.pk, world.bram.pk, "harassment")
    assert "It names a client." in words_of(noor.get("/reports/"))
    assert "It names a client." not in words_of(world.browser(world.bram).get("/reports/"))


def test_what_was_typed_stays_when_something_is_missing(world):
    post = world.says(world.bram, "network", "Harsh words")

    sent = world.browser(world.noor).post(address(post, "report/"), {"comment": "Only words"})

    assert sent.status_code == 422
    assert "Only words" in words_of(sent)
    assert "Choose what is wrong." in words_of(sent)
    assert Report.objects.count() == 0


def test_what_one_cannot_read_cannot_be_reported(world):
    post = world.says(world.ida, "circle:board", "Words of the board")
    noor = world.browser(world.noor)

    for path in (address(post, "report/"), "/@board/report/", "/@nobody/report/", "/@noor/report/"):
        assert noor.get(path).status_code == 404
        assert noor.post(path, SAID).status_code == 404
    assert Report.objects.count() == 0


def test_the_desk_is_for_hosts(world):
    world.browser(world.noor).post("/@bram/report/", SAID)
    number = Report.objects.get().pk

    for path in ("/host/reports/", f"/host/reports/{number}/"):
        assert world.browser(world.ida).get(path).status_code == 200
        assert world.browser(world.bram).get(path).status_code == 404
    assert "It names a client." in words_of(world.browser(world.ida).get(f"/host/reports/{number}/"))


def test_the_desk_asks_once_what_came_of_a_report(world):
    world.browser(world.noor).post("/@bram/report/", SAID)

    page = words_of(world.browser(world.ida).get(f"/host/reports/{Report.objects.get().pk}/"))

    assert page.count("What came of it") == 1
    assert '<legend class="label">Was anything done?</legend>' in page


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr("greenroom.web.fresh.is_fresh", lambda request: True)


def test_a_closed_post_opens_by_a_look_that_its_keepers_see(world, closed_report, fresh):
    report, post = closed_report
    noor, page = world.browser(world.noor), f"/host/reports/{report.pk}/"
    assert report.about_id == world.ida.pk
    assert "Words of the board" not in words_of(noor.get(page))
    assert noor.get(f"{page}take-down/{post.pk}/").status_code == 404

    noor.post(f"{page}look/{post.pk}/")

    assert "Words of the board" in words_of(noor.get(page))
    assert noor.get(address(post)).status_code == 404
    assert ClosedLook.objects.count() == 1
    assert "Noor Jansma" in words_of(world.browser(world.ida).get("/@board/looks/"))
    assert world.browser(world.bram).get("/@board/looks/").status_code == 404
    assert noor.get("/@board/looks/").status_code == 404


def test_a_look_shows_the_pictures_and_nobody_else_gets_them_by_their_number(world, fresh):
    from greenroom.people import actions as people

    people.change_network_role(person=world.noor, role="administrator", by=None, now=world.later())
    picture = kept(world, world.ida, "A crane <on> fire")
    post = posted(world, world.ida, "circle:board", picture, poll=PollSpec(options=("Sooner", "Later")))
    world.browser(world.bram).post(address(post, "report/"), SAID)
    noor, page = world.browser(world.noor), f"/host/reports/{Report.objects.get().pk}/"
    assert f"/media/{picture.pk}/" not in words_of(noor.get(page))

    noor.post(f"{page}look/{post.pk}/")

    shown = words_of(noor.get(page))
    sources = [html.unescape(one) for one in re.findall(rf'"(/media/{picture.pk}/[^"]+)"', shown)]
    assert [body_of(noor.get(one)) for one in sources] == [FULL, PREVIEW]
    assert 'alt="A crane &lt;on&gt; fire"' in shown
    assert "Sooner" in shown
    assert [noor.get(one.partition("?")[0]).status_code for one in sources] == [404, 404]


def test_a_host_never_sees_a_report_about_themselves(world, closed_report):
    report, _post = closed_report
    ida = world.browser(world.ida)

    assert ida.get(f"/host/reports/{report.pk}/").status_code == 404
    assert "harassment" not in words_of(ida.get("/host/reports/"))


def test_taking_down_needs_a_reason_and_tells_it_to_the_author(world, closed_report, fresh):
    report, post = closed_report
    noor, page = world.browser(world.noor), f"/host/reports/{report.pk}/"
    noor.post(f"{page}look/{post.pk}/")

    assert noor.post(f"{page}take-down/{post.pk}/", {"reason": " "}).status_code == 422
    assert Takedown.objects.count() == 0
    assert noor.post(f"{page}take-down/{post.pk}/", {"reason": "It names a client."}).status_code == 302

    assert Post.objects.get(pk=post.pk).deleted_at is not None
    told = words_of(world.browser(world.ida).get("/reports/"))
    assert "It names a client." in told
    assert "Noor" not in told
    assert "This post is gone." in words_of(noor.get(page))


def test_a_host_takes_down_a_readable_post_from_its_menu(world, fresh):
    post = world.says(world.bram, "network", "Harsh words")
    ida = world.browser(world.ida)

    assert address(post, "take-down/") in words_of(ida.get(address(post)))
    assert address(post, "take-down/") not in words_of(world.browser(world.noor).get(address(post)))
    assert world.browser(world.noor).get(address(post, "take-down/")).status_code == 404
    assert ida.post(address(post, "take-down/"), {"reason": "Names a client."}).status_code == 302
    assert ida.get(address(post)).status_code == 404


def test_a_report_is_closed_with_words_for_whoever_made_it(world):
    world.browser(world.noor).post("/@bram/report/", SAID)
    page = f"/host/reports/{Report.objects.get().pk}/"
    ida = world.browser(world.ida)

    assert ida.post(f"{page}close/", {"acted": "no", "outcome": ""}).status_code == 422
    assert ida.post(f"{page}close/", {"acted": "no", "outcome": "We found nothing."}).status_code == 302

    assert "We found nothing." in words_of(world.browser(world.noor).get("/reports/"))
    assert "No report waits." in words_of(ida.get("/host/reports/"))
    again = ida.post(f"{page}close/", {"acted": "yes", "outcome": "Again."})
    assert again.status_code == 422
    assert Report.objects.get().state == "dismissed"
