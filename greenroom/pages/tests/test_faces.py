"""Faces on pages: set by whoever they belong to, shown with initials behind them, handed out to whoever may look."""

import pytest

from greenroom.kit.pictures import making, storing
from greenroom.kit.tests.drawing import here
from greenroom.pages.tests.picture_world import file
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.people import actions as people
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.web import faces
from greenroom.web.templatetags.web import avatar, band


@pytest.fixture(autouse=True)
def readers_are_here(monkeypatch):
    monkeypatch.setattr(making, "make", here)


def fresh(subject) -> Identity:
    return Identity.objects.get(pk=subject.pk)


def test_a_person_shows_a_picture_and_takes_it_away(stream: StreamWorld):
    browser = stream.browser(stream.ida)
    answer = browser.post("/settings/pictures/", {"do": "avatar", "avatar": file()}, follow=True)

    address = faces.address(fresh(stream.ida), "avatar", "full")
    assert address in words_of(answer)
    assert "The picture is shown from now on." in words_of(answer)
    assert browser.get(address).status_code == 200
    browser.post("/settings/pictures/", {"do": "header", "header": file()})
    assert faces.address(fresh(stream.ida), "header", "full") in words_of(browser.get("/@ida/"))
    browser.post("/settings/pictures/", {"do": "avatar-away"})
    assert fresh(stream.ida).avatar_key == ""
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(("sent", "sentence"), [({}, "Choose a picture first."), ({"avatar": "film"}, "not videos")])
def test_what_is_refused_says_so_beside_its_field(stream: StreamWorld, sent, sentence):
    if sent:
        sent = {"avatar": file("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(50))}
    answer = stream.browser(stream.ida).post("/settings/pictures/", {"do": "avatar", **sent})

    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert 'id="avatar-err"' in words_of(answer)
    assert fresh(stream.ida).avatar_key == ""


def test_managers_alone_reach_the_pictures_of_an_organisation(stream: StreamWorld):
    sent = {"do": "avatar", "avatar": file()}
    assert stream.browser(stream.bram).post("/@skerrow/pictures/", sent).status_code == 404
    assert stream.browser(stream.bram).get("/@skerrow/pictures/").status_code == 404
    assert fresh(stream.skerrow).avatar_key == ""

    owner = stream.browser(stream.ida)
    assert owner.post("/@skerrow/pictures/", {"do": "avatar", "avatar": file()}).status_code == 302
    assert faces.address(fresh(stream.skerrow), "avatar", "full") in words_of(owner.get("/@skerrow/edit/"))


def put_on(identity: Identity) -> str:
    """A face as if it had been brought."""
    made = making.Picture(
        full=b"full", preview=b"small", mime="image/jpeg", width=4, height=4, is_animated=False, blurhash="", closed=()
    )
    Identity.objects.filter(pk=identity.pk).update(avatar_key=storing.put(made))
    return faces.address(fresh(identity))


def test_a_face_is_for_whoever_may_see_its_owner(stream: StreamWorld):
    address = put_on(stream.bram.identity)
    folk = (stream.bram, stream.noor, stream.otto, None)

    assert [stream.browser(who).get(address).status_code for who in folk] == [200] * 4
    reply = stream.browser(stream.noor).get(address)
    assert reply["Content-Type"] == "image/webp"
    assert reply["Cache-Control"] == "private, max-age=600"
    assert reply["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert fresh(stream.bram).avatar_key not in str(reply.headers) + address
    actions.block(identity=stream.bram.identity, target=stream.noor.identity, by=stream.bram, now=stream.later())
    assert [stream.browser(who).get(address).status_code for who in folk] == [200, 404, 200, 200]
    people.suspend_person(person=stream.bram, reason="A test.", by=None, now=stream.later())
    assert [stream.browser(who).get(address).status_code for who in (stream.ida, stream.otto, None)] == [404] * 3


def test_what_does_not_exist_is_one_404(stream: StreamWorld):
    address = put_on(stream.ida.identity).partition("?")[0]
    paths = [address.replace("preview", "raw"), address.replace("avatar", "header"), address.replace("avatar", "email"),
             f"/faces/{stream.board.pk}/avatar/preview", "/faces/1/avatar/preview"]  # fmt: skip

    assert [stream.browser(stream.noor).get(path).status_code for path in paths] == [404] * len(paths)


def test_the_initials_stand_behind_the_picture(stream: StreamWorld):
    identity = fresh(stream.ida)
    assert "<img" not in avatar(identity)
    address = put_on(identity)

    shown = avatar(fresh(identity), "l")
    assert shown.startswith('<span class="av l t')
    assert ">IR<img" in shown
    assert address.replace("preview", "full") in shown
    assert 'alt=""' in shown
    assert band(fresh(identity)) == ""


def test_another_picture_has_another_address(stream: StreamWorld):
    assert put_on(stream.ida.identity) != put_on(stream.ida.identity)


def test_a_feed_shows_the_faces_of_its_authors(stream: StreamWorld):
    stream.says(stream.ida, "network", "The crane is late")
    address = put_on(stream.ida.identity)

    assert address in words_of(stream.browser(stream.bram).get("/network/"))
